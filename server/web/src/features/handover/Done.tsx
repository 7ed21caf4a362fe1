import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Step } from './useHandover';

type Props = { step: Step; takeBack: (step: Step) => void; busy: boolean };

/** What was just done, and the way back. */
export function Done({ step, takeBack, busy }: Props) {
  const { t } = useTranslation();
  const { moved, back, to } = step;
  if (back) {
    const stayed = moved.customers - back.customers;
    return (
      <Alert
        className="ff-notice"
        type="info"
        showIcon
        title={t('handover.undone', { customers: back.customers, followups: back.followups })}
        description={stayed > 0 ? t('handover.undoneSome', { n: stayed }) : undefined}
        data-testid="handover-undone"
      />
    );
  }
  return (
    <Alert
      className="ff-notice"
      type="success"
      showIcon
      title={t('handover.done', { customers: moved.customers, followups: moved.followups, name: to.name })}
      data-testid="handover-done"
      action={
        <Button loading={busy} onClick={() => takeBack(step)} data-testid="handover-undo">
          {t('handover.undo')}
        </Button>
      }
    />
  );
}
