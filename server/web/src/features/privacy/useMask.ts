import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isChangedMeanwhile } from '../../api/client';
import { useSetMask } from '../../api/queries/masks';
import type { RoleMask } from '../../api/types';
import { failureText } from '../../format/error';
import { type MaskDraft, toggled } from './maskChange';

/** What was just done for a role. */
export type Step = { before: string[]; after: string[]; undone: boolean };

/** One role's choice until it is confirmed, and the way back afterwards. */
export function useMask({ role, hidden }: RoleMask) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const setting = useSetMask();
  const [begun, setDraft] = useState<MaskDraft | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const draft = begun ?? { seen: hidden, chosen: hidden };

  const onError = (failure: unknown) => {
    const changed = isChangedMeanwhile(failure);
    if (changed) setDraft(null);
    notification.error({ title: changed ? t('privacy.changed') : failureText(failure, t) });
  };
  const set = (made: Step) =>
    setting.mutate(
      { role, hidden: made.after, seen: made.before },
      {
        onSuccess: () => {
          setDraft(null);
          setStep(made);
        },
        onError,
      },
    );
  return {
    ...draft,
    step,
    busy: setting.isPending,
    toggle: (name: string) => {
      setStep(null);
      setDraft(toggled(draft, name));
    },
    discard: () => setDraft(null),
    confirm: () => set({ before: draft.seen, after: draft.chosen, undone: false }),
    undo: ({ before, after }: Step) => set({ before: after, after: before, undone: true }),
  };
}
