import { Alert, Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useClassText } from './useClassText';
import type { Step } from './useMask';

type Props = { step: Step; label: string; undo: (step: Step) => void; busy: boolean };

/** What was just done, and the way back. */
export function Done({ step, label, undo, busy }: Props) {
  const { t } = useTranslation();
  const { names } = useClassText();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => here.current?.focus(), [step]);
  const { after, undone } = step;
  const now = after.length > 0 ? t('privacy.nowHidden', { role: label, classes: names(after) }) : t('privacy.nowShown', { role: label });
  return (
    <div ref={here} tabIndex={-1} className="ff-privacy-done">
      <Alert
        type={undone ? 'info' : 'success'}
        showIcon
        title={undone ? t('privacy.undone', { now }) : now}
        data-testid={undone ? 'mask-undone' : 'mask-done'}
        action={
          undone ? undefined : (
            <Button loading={busy} onClick={() => undo(step)} data-testid="mask-undo">
              {t('privacy.undo')}
            </Button>
          )
        }
      />
    </div>
  );
}
