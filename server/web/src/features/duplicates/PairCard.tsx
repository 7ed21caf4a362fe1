import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { CustomerRef, DuplicatePair } from '../../api/types';
import { useFormat } from '../../components/session';
import { dayText, moment } from '../../format/time';
import type { useMerging } from './useMerging';

type Props = { pair: DuplicatePair; choose: (gone: CustomerRef, stays: CustomerRef) => void; part: (gone: CustomerRef) => void; steps: ReturnType<typeof useMerging> };

/** Both files side by side, why they may be one, and what can be done about it. */
export function PairCard({ pair, choose, part, steps }: Props) {
  const { t } = useFormat();
  const { a, b, state, reasons } = pair;
  const open = state === 'open';
  const gone = a.merged ? a : b;
  const keep = (away: CustomerRef, stays: CustomerRef) => (
    <Button type="primary" ghost disabled={steps.busy} onClick={() => choose(away, stays)} aria-label={t('duplicates.keepOf', { name: stays.name })} data-testid="keep">
      {t('duplicates.keep')}
    </Button>
  );
  return (
    <li className={open ? 'ff-panel ff-pair' : 'ff-pair'} data-testid="pair" data-state={state}>
      <div className="ff-between">
        <span>
          {reasons.map((reason) => (
            <Tag key={reason} variant="filled">
              {t(`duplicates.reason.${reason}`)}
            </Tag>
          ))}
        </span>
        <Outcome pair={pair} />
      </div>
      <div className="ff-pair-sides">
        <Side side={a}>{open && keep(b, a)}</Side>
        <Side side={b}>{open && keep(a, b)}</Side>
      </div>
      <footer>
        {open && (
          <Button disabled={steps.busy} onClick={() => steps.keepApart(pair)} data-testid="keep-apart">
            {t('duplicates.keepApart')}
          </Button>
        )}
        {state === 'two_customers' && (
          <Button disabled={steps.busy} onClick={() => steps.askAgain(pair)} data-testid="ask-again">
            {t('duplicates.askAgain')}
          </Button>
        )}
        {state === 'merged' && (
          <Button disabled={steps.busy} onClick={() => part(gone)} data-testid="part">
            {t('duplicates.undo')}
          </Button>
        )}
      </footer>
    </li>
  );
}

function Side({ side, children }: { side: DuplicatePair['a']; children: ReactNode }) {
  const { t, language, today } = useFormat();
  const { id, name, code, owner, filed_on: filed, merged } = side;
  return (
    <div className="ff-pair-side">
      {merged ? <b className="ff-pair-name ff-wrap">{name}</b> : <Link to={`/customers/${id}`} className="ff-pair-name ff-wrap">{name}</Link>}
      <span className="ff-muted ff-num">{code}</span>
      <span className="ff-muted">{t('duplicates.filed', { name: owner?.name ?? t('duplicates.nobody'), day: dayText(filed, language, today) })}</span>
      {children}
    </div>
  );
}

function Outcome({ pair }: { pair: DuplicatePair }) {
  const { t, language, zone, today } = useFormat();
  const { state, at, by } = pair;
  if (state === 'open') return null;
  const time = moment(at, language, zone, today, t);
  return (
    <span className="ff-muted">
      <b>{t(state === 'merged' ? 'duplicates.merged' : 'duplicates.two')}</b> · {t('duplicates.by', { name: by?.name ?? t('duplicates.administrator'), time })}
    </span>
  );
}
