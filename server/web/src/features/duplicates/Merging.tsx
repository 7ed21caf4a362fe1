import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { useMergePreview } from '../../api/queries/duplicates';
import type { MergePreview } from '../../api/types';
import { useFormat, useSession } from '../../components/session';
import { Ready } from '../../components/states';
import { listText } from '../../format/value';
import { MergeFields } from './MergeFields';
import { rowsText } from './rowsText';
import { StepPanel } from './StepPanel';
import type { useMerging } from './useMerging';

type Props = { from: string; into: string; steps: ReturnType<typeof useMerging>; close: () => void };

const forbidden = 403;

/** What merging would do, field by field; nothing has happened yet. */
export function Merging({ from, into, steps, close }: Props) {
  const { t } = useTranslation();
  const { role } = useSession().user;
  const [take, setTake] = useState<string[]>([]);
  const query = useMergePreview(from, into, take);
  const { data: preview, error } = query;
  const toggle = (field: string) => setTake(take.includes(field) ? take.filter((one) => one !== field) : [...take, field]);
  const hidden = role !== 'rep' && error instanceof ApiError && error.status === forbidden;
  const names = preview && { from: preview.from.name, into: preview.into.name };
  return (
    <StepPanel
      title={names ? t('duplicates.preview', names) : t('duplicates.previewOfTwo')}
      close={close}
      confirm={
        preview && !hidden && (
          <Button type="primary" loading={steps.busy || query.isPlaceholderData} onClick={() => steps.merge(preview, take, close)} data-testid="merge-confirm">
            {t('duplicates.confirm', { into: preview.into.name })}
          </Button>
        )
      }
    >
      {hidden ? <NotHis /> : <Ready query={query} rows={6}>{(shown) => <Preview preview={shown} take={take} toggle={toggle} />}</Ready>}
    </StepPanel>
  );
}

function NotHis() {
  const { t } = useTranslation();
  return <Alert type="warning" showIcon title={t('duplicates.notHis')} description={t('duplicates.whoMay')} data-testid="merge-not-his" />;
}

type PreviewProps = { preview: MergePreview; take: string[]; toggle: (field: string) => void };

function Preview({ preview, take, toggle }: PreviewProps) {
  const { t, language } = useFormat();
  const { into, rows, fields, hidden, gains, referring } = preview;
  const names = gains.map((person) => person?.name ?? t('duplicates.someone'));
  return (
    <div data-testid="merge-preview">
      <p className="ff-wrap">{t('duplicates.goes', { rows: rowsText(rows, t, language), into: into.name })}</p>
      {names.length > 0 && <p className="ff-wrap">{t('duplicates.gains', { names: listText(names, language) })}</p>}
      {referring > 0 && <p className="ff-wrap">{t('duplicates.referring', { count: referring, into: into.name })}</p>}
      {fields.length > 0 && <MergeFields preview={preview} take={take} toggle={toggle} />}
      {hidden && <p className="ff-wrap" data-testid="merge-hidden">{t('duplicates.hiddenToo')}</p>}
      <p className="ff-muted ff-wrap">{t('duplicates.later')}</p>
    </div>
  );
}
