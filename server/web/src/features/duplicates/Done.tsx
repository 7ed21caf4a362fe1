import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerRef } from '../../api/types';
import type { Step } from './useMerging';

type Props = { step: Step; part: (from: CustomerRef) => void };

/** What was just done, and the way back. */
export function Done({ step, part }: Props) {
  const { t } = useTranslation();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.focus(), [step]);
  const { from, into, rows: count, undone } = step;
  const told = { from: from.name, into: into.name, count };
  return (
    <div ref={here} tabIndex={-1}>
      {undone ? (
        <Alert className="ff-notice" type="info" showIcon title={t('duplicates.undone', told)} data-testid="merge-undone" />
      ) : (
        <Alert
          className="ff-notice"
          type="success"
          showIcon
          title={t('duplicates.done', told)}
          data-testid="merge-done"
          action={
            <Button onClick={() => part(from)} data-testid="merge-undo">
              {t('duplicates.undo')}
            </Button>
          }
        />
      )}
    </div>
  );
}
