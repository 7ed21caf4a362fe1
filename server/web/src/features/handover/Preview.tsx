import { Button } from 'antd';
import type { HandoverPhone, HandoverPreview } from '../../api/types';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Nothing } from '../../components/states';
import { moment } from '../../format/time';

/** Enough to recognise the book by. */
const shownNames = 6;

type Props = { book: HandoverPreview; confirm: (book: HandoverPreview) => void; busy: boolean };

export function Preview({ book, confirm, busy }: Props) {
  const { t } = useFormat();
  const { from, to } = book;
  if (book.customers === 0) return <Nothing title={t('handover.none', { name: from.name })} />;
  const shown = book.names.slice(0, shownNames);
  const names = shown.map(({ name }) => name).join(t('handover.comma'));
  return (
    <div className="ff-stack" data-testid="handover-preview">
      <Panel title={t('handover.goes')} className="ff-handover-goes">
        <dl className="ff-handover-figures">
          <Figure label={t('handover.customers')} value={book.customers} name="customers" />
          <Figure label={t('handover.followups')} value={book.followups} name="followups" />
        </dl>
        <p className="ff-wrap">
          {t('handover.names', { names: book.customers > shown.length ? t('handover.more', { names }) : names })}
        </p>
        <p className="ff-muted ff-wrap ff-handover-gains">{t('handover.gains', { name: to.name, owned: book.owned, unseen: book.unseen })}</p>
        <footer>
          <Button type="primary" loading={busy} onClick={() => confirm(book)} data-testid="handover-confirm">
            {t('handover.confirm', { name: to.name })}
          </Button>
        </footer>
      </Panel>
      <div className="ff-handover-rest">
        <Panel title={t('handover.stays')}>
          <ul className="ff-handover-list">
            <li>{t('handover.staysPast')}</li>
            {book.colleagues_followups > 0 && <li>{t('handover.staysColleagues', { n: book.colleagues_followups })}</li>}
            {book.shared_customers > 0 && (
              <li className={book.shared_followups > 0 ? 'ff-warn' : undefined}>
                {t('handover.staysShared', { name: from.name, n: book.shared_customers, followups: book.shared_followups })}
              </li>
            )}
          </ul>
        </Panel>
        <Panel title={t('handover.phones', { name: from.name })}>
          {book.phones.length === 0 ? (
            <p className="ff-muted">{t('handover.noPhones')}</p>
          ) : (
            <ul className="ff-handover-list">
              {book.phones.map((phone) => (
                <Phone key={phone.id} phone={phone} />
              ))}
              <li className="ff-muted">{t('handover.phonesHint')}</li>
            </ul>
          )}
        </Panel>
      </div>
    </div>
  );
}

function Figure({ label, value, name }: { label: string; value: number; name: string }) {
  return (
    <div>
      <dt className="ff-muted">{label}</dt>
      <dd className="ff-num" data-testid={`handover-${name}`}>
        {value}
      </dd>
    </div>
  );
}

function Phone({ phone }: { phone: HandoverPhone }) {
  const { t, language, zone, today } = useFormat();
  const time = phone.last_contact_at === null ? t('time.never') : moment(phone.last_contact_at, language, zone, today, t);
  const unsent = phone.pending ?? 0;
  return (
    <li className="ff-wrap">
      {t('handover.phone', { phone: phone.name || t('devices.unnamed'), time })}
      {unsent > 0 && <span className="ff-warn"> · {t('handover.unsent', { n: unsent })}</span>}
      {phone.quarantined > 0 && <span className="ff-bad"> · {t('handover.refused', { n: phone.quarantined })}</span>}
    </li>
  );
}
