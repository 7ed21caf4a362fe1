import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerRef } from '../../api/types';
import type { Step } from './useMerging';

type Props = { step: Step; part: (from: CustomerRef, into: CustomerRef) => void; busy: boolean };

/** What was just done, and the way back. */
export function Done({ step, part, busy }: Props) {
  const { t } = useTranslation();
  const { from, into, rows, undone } = step;
  if (undone) {
    return <Alert className="ff-notice" type="info" showIcon title={t('duplicates.undone', { from: from.name, into: into.name, rows })} data-testid="merge-undone" />;
  }
  return (
    <Alert
      className="ff-notice"
      type="success"
      showIcon
      title={t('duplicates.done', { from: from.name, into: into.name, rows })}
      data-testid="merge-done"
      action={
        <Button loading={busy} onClick={() => part(from, into)} data-testid="merge-undo">
          {t('duplicates.undo')}
        </Button>
      }
    />
  );
}
