import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isChangedMeanwhile } from '../../api/client';
import { useAskAgain, useKeepApart, useMerge, usePart } from '../../api/queries/duplicates';
import type { CustomerRef, DuplicatePair, MergePreview, PartPreview } from '../../api/types';
import { failureText } from '../../format/error';

/** What was just done on this page. */
export type Step = { from: CustomerRef; into: CustomerRef; rows: number; undone: boolean };

export function useMerging() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const merging = useMerge();
  const parting = usePart();
  const apart = useKeepApart();
  const again = useAskAgain();
  const [step, setStep] = useState<Step | null>(null);
  const onError = (failure: unknown) => {
    const changed = isChangedMeanwhile(failure);
    notification.error({ title: changed ? t('duplicates.changed') : failureText(failure, t) });
  };

  const merge = ({ from, into, seen }: MergePreview, take: string[], done: () => void) =>
    merging.mutate(
      { from: from.id, into: into.id, take: take.join(','), seen },
      {
        onSuccess: (made) => {
          setStep({ from, into, rows: made.rows, undone: false });
          done();
        },
        onError,
      },
    );
  const part = ({ from, into, seen }: PartPreview, done: () => void) =>
    parting.mutate(
      { from: from.id, seen },
      {
        onSuccess: ({ rows }) => {
          setStep({ from, into, rows, undone: true });
          done();
        },
        onError,
      },
    );
  const pairOf = ({ a, b }: DuplicatePair) => ({ one: a.id, other: b.id });
  const keepApart = (pair: DuplicatePair) => apart.mutate(pairOf(pair), { onError });
  const askAgain = (pair: DuplicatePair) => again.mutate(pairOf(pair), { onError });
  const busy = merging.isPending || parting.isPending || apart.isPending || again.isPending;
  return { step, merge, part, keepApart, askAgain, busy };
}
