import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { useSetMask } from '../../api/queries/masks';
import type { RoleMask } from '../../api/types';
import { failureText } from '../../format/error';

/** What was just done for a role. */
export type Step = { before: string[]; after: string[]; undone: boolean };

const changedMeanwhile = 409;

/** One role's choice until it is confirmed, and the way back afterwards. */
export function useMask({ role, hidden }: RoleMask) {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const setting = useSetMask();
  const [draft, setDraft] = useState<string[] | null>(null);
  const [step, setStep] = useState<Step | null>(null);
  const chosen = draft ?? hidden;

  const onError = (failure: unknown) => {
    const changed = failure instanceof ApiError && failure.status === changedMeanwhile;
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
    chosen,
    step,
    busy: setting.isPending,
    toggle: (name: string) => {
      setStep(null);
      setDraft(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name]);
    },
    discard: () => setDraft(null),
    confirm: () => set({ before: hidden, after: chosen, undone: false }),
    undo: ({ before, after }: Step) => set({ before: after, after: before, undone: true }),
  };
}
