import { Button } from 'antd';
import { Link } from 'react-router';
import type { RefusedChange, RefusedGroup } from '../../api/types';
import { choiceLabel, entityLabel, fieldInfo, fieldLabel } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { errorText } from '../../format/error';
import { moment } from '../../format/time';
import { valueText } from '../../format/value';

type Act = (item: RefusedGroup) => void;
type Props = { item: RefusedGroup; accept: Act; clear: Act; save: Act; busy: boolean };

/** Who sent what, why it was refused, and the way out. */
export function RefusedCard({ item, accept, clear, save, busy }: Props) {
  const { t, language, zone, today } = useFormat();
  const time = moment(item.received_at, language, zone, today, t);
  const name = item.user.name;
  const may = (way: RefusedGroup['ways'][number]) => item.ways.includes(way);
  return (
    <li className="ff-panel ff-refused" data-testid="refused" data-group={item.group}>
      <div className="ff-between">
        <div>
          <h2 className="ff-wrap">{name}</h2>
          <p className="ff-muted ff-wrap">{t('quarantine.received', { device: item.device || t('devices.unnamed'), time })}</p>
        </div>
        {item.customer && (
          <Link to={`/customers/${item.customer.id}`} className="ff-wrap ff-touch">
            {item.customer.name}
          </Link>
        )}
      </div>
      <p className="ff-refused-reason ff-bad">
        {reason()} <span className="ff-muted">{item.error.code}</span>
      </p>
      {item.readable ? (
        <ul className="ff-refused-changes">
          {item.changes.map((change, at) => (
            <Change key={`${change.row} ${at}`} change={change} />
          ))}
        </ul>
      ) : (
        <p className="ff-muted">{t('quarantine.unreadable', { n: item.bytes })}</p>
      )}
      <p className="ff-muted ff-refused-way">
        {may('accept') && t('quarantine.wayAccept', { name })}
        {may('clear') && !may('accept') && t('quarantine.wayClear')}
        {item.author_can_settle && !may('accept') && t('quarantine.wayAuthor', { name })}
      </p>
      <div className="ff-row">
        {may('accept') && (
          <Button type="primary" loading={busy} onClick={() => accept(item)} data-testid="accept">
            {t('quarantine.accept')}
          </Button>
        )}
        {may('clear') && (
          <Button loading={busy} onClick={() => clear(item)} data-testid="clear">
            {t('quarantine.clear')}
          </Button>
        )}
        <Button loading={busy} onClick={() => save(item)} data-testid="save">
          {t('quarantine.save')}
        </Button>
      </div>
    </li>
  );

  // The general texts speak to the reader; a right that is missing is the author's.
  function reason(): string {
    const of = item.error.name;
    return of === 'forbidden' || of === 'not_in_scope' ? t(`quarantine.reason.${of}`, { name }) : errorText(item.error, t);
  }
}

function Change({ change }: { change: RefusedChange }) {
  const format = useFormat();
  const { t, language } = format;
  const { entity, kind, fields } = change;
  return (
    <li>
      <b>{`${t(`quarantine.kind.${kind}`)} · ${entityLabel(entity, language)}`}</b>
      <dl>
        {fields.map(({ field, value, text, masked }, at) => (
          <div key={`${field} ${at}`} className="ff-file-line">
            <dt>{fieldLabel(entity, field, language)}</dt>
            <dd className="ff-prose">{masked ? t('customer.masked') : (text ?? shown(field, value))}</dd>
          </div>
        ))}
      </dl>
    </li>
  );

  function shown(field: string, value: unknown): string {
    const info = fieldInfo(entity, field);
    if (info?.type === 'set' && typeof value === 'string') return choiceLabel(info.enum, value, language);
    if (info?.type === 'map') return String(value);
    return valueText(value, info, format) ?? t('value.none');
  }
}
