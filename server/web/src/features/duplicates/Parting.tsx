import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/client';
import { usePartPreview } from '../../api/queries/duplicates';
import type { PartPreview } from '../../api/types';
import { fieldLabel } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { Ready } from '../../components/states';
import { moment } from '../../format/time';
import { listText } from '../../format/value';
import { rowsText } from './rowsText';
import { StepPanel } from './StepPanel';
import type { useMerging } from './useMerging';

type Props = { from: string; steps: ReturnType<typeof useMerging>; close: () => void };

const neededByOthers = 409;

/** What the undo of a merge would give back, and what stays; nothing has happened yet. */
export function Parting({ from, steps, close }: Props) {
  const { t } = useTranslation();
  const query = usePartPreview(from);
  const { data: preview, error } = query;
  const later = error instanceof ApiError && error.status === neededByOthers;
  return (
    <StepPanel
      title={preview ? t('duplicates.partPreview', { from: preview.from.name, into: preview.into.name }) : t('duplicates.undo')}
      close={close}
      confirm={
        preview && !later && (
          <Button type="primary" loading={steps.busy} onClick={() => steps.part(preview, close)} data-testid="part-confirm">
            {t('duplicates.partConfirm')}
          </Button>
        )
      }
    >
      {later ? (
        <Alert type="warning" showIcon title={t('duplicates.laterFirst')} data-testid="part-later-first" />
      ) : (
        <Ready query={query} rows={4}>{(shown) => <Preview preview={shown} />}</Ready>
      )}
    </StepPanel>
  );
}

function Preview({ preview }: { preview: PartPreview }) {
  const { t, language, zone, today } = useFormat();
  const { from, into, rows, stays, fields, hidden, merged_at: at } = preview;
  const labels = fields.map((field) => fieldLabel('customer', field, language));
  return (
    <div data-testid="part-preview">
      <p className="ff-muted">{t('duplicates.mergedAt', { time: moment(at, language, zone, today, t) })}</p>
      <p className="ff-wrap">{t('duplicates.partBack', { rows: rowsText(rows, t, language), from: from.name })}</p>
      <p className="ff-wrap">{t('duplicates.partStays', { rows: rowsText(stays, t, language), into: into.name })}</p>
      {labels.length > 0 && <p className="ff-wrap">{t('duplicates.partFields', { fields: listText(labels, language), into: into.name })}</p>}
      {hidden && <p className="ff-wrap">{t('duplicates.hiddenToo')}</p>}
      <p className="ff-muted ff-wrap">{t('duplicates.partLater', { from: from.name })}</p>
    </div>
  );
}
