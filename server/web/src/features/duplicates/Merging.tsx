import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useMergePreview } from '../../api/queries/duplicates';
import type { MergePreview } from '../../api/types';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Ready } from '../../components/states';
import { listText } from '../../format/value';
import { mergeLines } from './mergeLines';
import type { useMerging } from './useMerging';

type Props = { from: string; into: string; steps: ReturnType<typeof useMerging>; close: () => void };

/** What merging would do, field by field; nothing has happened yet. */
export function Merging({ from, into, steps, close }: Props) {
  const [take, setTake] = useState<string[]>([]);
  const query = useMergePreview(from, into, take);
  const toggle = (field: string) => setTake(take.includes(field) ? take.filter((one) => one !== field) : [...take, field]);
  return (
    <Ready query={query} rows={6}>
      {(preview) => (
        <Preview preview={preview} take={take} toggle={toggle} close={close} busy={steps.busy || query.isPlaceholderData} confirm={() => steps.merge(preview, take, close)} />
      )}
    </Ready>
  );
}

type PreviewProps = { preview: MergePreview; take: string[]; toggle: (field: string) => void; confirm: () => void; close: () => void; busy: boolean };

function Preview({ preview, take, toggle, confirm, close, busy }: PreviewProps) {
  const format = useFormat();
  const { t, language } = format;
  const { from, into, rows, fields, gains, referring } = preview;
  return (
    <Panel title={t('duplicates.preview', { from: from.name, into: into.name })} className="ff-merging">
      <div data-testid="merge-preview">
        <p className="ff-wrap">{t('duplicates.goes', { contacts: rows.contacts, visits: rows.visits, followups: rows.followups, into: into.name })}</p>
        {gains.length > 0 && <p className="ff-wrap">{t('duplicates.gains', { names: listText(gains.map(({ name }) => name), language) })}</p>}
        {referring > 0 && <p className="ff-wrap">{t('duplicates.referring', { n: referring, into: into.name })}</p>}
        {fields.length > 0 && (
          <table className="ff-merge-fields">
            <thead>
              <tr>
                <th>{t('duplicates.field')}</th>
                <th className="ff-wrap">{from.name}</th>
                <th className="ff-wrap">{into.name}</th>
                <th>{t('duplicates.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {mergeLines(fields, format).map((line) => (
                <tr key={line.field} data-testid="merge-field" data-field={line.field} data-kind={line.kind}>
                  <th scope="row">{line.label}</th>
                  <td className="ff-wrap">{line.from}</td>
                  <td className="ff-wrap">{line.into}</td>
                  <td>
                    {line.choosable ? (
                      <Checkbox checked={take.includes(line.field)} onChange={() => toggle(line.field)}>
                        {t('duplicates.take')}
                      </Checkbox>
                    ) : (
                      t(`duplicates.kind.${line.kind}`)
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="ff-muted ff-wrap">{t('duplicates.later')}</p>
      </div>
      <footer className="ff-row">
        <Button type="primary" loading={busy} onClick={confirm} data-testid="merge-confirm">
          {t('duplicates.confirm', { into: into.name })}
        </Button>
        <Button onClick={close} data-testid="merge-close">
          {t('duplicates.close')}
        </Button>
      </footer>
    </Panel>
  );
}
