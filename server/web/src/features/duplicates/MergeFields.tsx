import { Checkbox } from 'antd';
import type { MergePreview } from '../../api/types';
import { useFormat } from '../../components/session';
import { mergeLines } from './mergeLines';

type Props = { preview: MergePreview; take: string[]; toggle: (field: string) => void };

/** Field by field: what either has, and what becomes of it. */
export function MergeFields({ preview, take, toggle }: Props) {
  const format = useFormat();
  const { t } = format;
  const { from, into, fields } = preview;
  return (
    <table className="ff-merge-fields">
      <thead>
        <tr>
          <th scope="col">{t('duplicates.field')}</th>
          <th scope="col" className="ff-wrap">{from.name}</th>
          <th scope="col" className="ff-wrap">{into.name}</th>
          <th scope="col">{t('duplicates.outcome')}</th>
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
                <Checkbox
                  checked={take.includes(line.field)}
                  onChange={() => toggle(line.field)}
                  aria-label={t('duplicates.takeOf', { field: line.label, value: line.from, name: from.name })}
                >
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
  );
}
