import { App } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError, isChangedMeanwhile } from '../../api/client';
import { useHandOver, useTakeBack } from '../../api/queries/handover';
import type { HandedOver, HandoverPreview, Person } from '../../api/types';
import { failureText } from '../../format/error';

/** A step that was made on this page, and what of it was given back. */
export type Step = { from: Person; to: Person; moved: HandedOver; back?: HandedOver };

const nothingLeft = 404;

export function useHandover() {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  const handing = useHandOver();
  const taking = useTakeBack();
  const [step, setStep] = useState<Step | null>(null);
  const isGone = (failure: unknown) => failure instanceof ApiError && failure.status === nothingLeft;

  const handOver = ({ from, to, customers, followups }: HandoverPreview) =>
    handing.mutate(
      { from: from.id, to: to.id, customers, followups },
      {
        onSuccess: (moved) => setStep({ from, to, moved }),
        onError: (failure) =>
          notification.error({ title: isChangedMeanwhile(failure) ? t('handover.changed') : failureText(failure, t) }),
      },
    );
  const takeBack = (made: Step) =>
    taking.mutate(
      { from: made.from.id, to: made.to.id, seq: made.moved.seq },
      {
        onSuccess: (back) => setStep({ ...made, back }),
        onError: (failure) =>
          notification.error({ title: isGone(failure) ? t('handover.gone') : failureText(failure, t) }),
      },
    );
  return { step, handOver, takeBack, busy: handing.isPending || taking.isPending };
}
