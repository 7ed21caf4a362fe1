import { Button } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Panel } from '../../components/Panel';

type Props = { title: string; close: () => void; confirm: ReactNode; children: ReactNode };

/** A step before it is done. Takes the focus when it opens, gives it back when it is left, and can be left in every state. */
export function StepPanel({ title, close, confirm, children }: Props) {
  const { t } = useTranslation();
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    here.current?.focus();
    return () => {
      // Unless it went somewhere else meanwhile.
      if (document.activeElement === document.body && opener instanceof HTMLElement) opener.focus();
    };
  }, []);
  return (
    <Panel ref={here} title={title} className="ff-merging">
      {children}
      <footer className="ff-row">
        {confirm}
        <Button onClick={close} data-testid="merge-close">
          {t('duplicates.close')}
        </Button>
      </footer>
    </Panel>
  );
}
