import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Conflict, Side } from '../../api/types';
import { useFormat } from '../../components/session';
import { moment } from '../../format/time';
import { useConflictText } from './conflictText';
import type { Settle } from './useSettle';

type Props = { conflict: Conflict; settle: Settle; busy: boolean };

/** Both values side by side, who wrote each and when, and the way to put the lost one back. */
export function ConflictCard({ conflict, settle, busy }: Props) {
  const { t, language, zone, today } = useFormat();
  const { fieldOf, valueOf } = useConflictText();
  const { kind, kept, lost, base, current, state } = conflict;
  const overlapped = kind === 'overlapped';
  const open = state === 'open';
  const movedOn = current !== null && current.stamp !== kept.stamp && state !== 'restored';
  const disabled = busy || current === null;
  const cannotRestore = disabled || conflict.masked;
  return (
    <li className="ff-panel ff-conflict" data-testid="conflict" data-state={state} data-id={conflict.id}>
      <div className="ff-between">
        <div>
          {conflict.customer && (
            <Link to={`/customers/${conflict.customer.id}`} className="ff-conflict-customer ff-wrap">
              {conflict.customer.name}
            </Link>
          )}
          <p className="ff-muted">{fieldOf(conflict)}</p>
        </div>
        <Outcome conflict={conflict} />
      </div>
      <div className="ff-sides">
        <SideBox title={t(overlapped ? 'conflicts.merged' : open && !movedOn ? 'conflicts.kept' : 'conflicts.keptResolved')} side={kept} value={valueOf(conflict, kept)} inForce={state !== 'restored'}>
          {state !== 'kept' && (
            <Button disabled={disabled} onClick={() => settle(conflict, 'keep')} data-testid="keep">
              {t(open ? 'conflicts.keep' : 'conflicts.undoRestore')}
            </Button>
          )}
        </SideBox>
        <SideBox title={t(overlapped ? 'conflicts.version' : 'conflicts.lost')} side={lost} value={valueOf(conflict, lost)} inForce={state === 'restored'}>
          {state !== 'restored' && (
            <Button type={open ? 'primary' : 'default'} ghost={open} disabled={cannotRestore} onClick={() => settle(conflict, 'restore')} data-testid="restore">
              {t(open ? 'conflicts.restore' : 'conflicts.restoreInstead')}
            </Button>
          )}
        </SideBox>
      </div>
      {overlapped && open && <p className="ff-conflict-hint">{t('conflicts.overlapped')}</p>}
      <p className="ff-muted ff-conflict-base">
        {t('conflicts.base', { value: base ? valueOf(conflict, base) : t('conflicts.baseUnknown') })}
        {base && ` · ${moment(base.at, language, zone, today, t)}`}
        {movedOn && ` · ${t('conflicts.now', { value: valueOf(conflict, current) })}`}
      </p>
    </li>
  );
}

function Outcome({ conflict }: { conflict: Conflict }) {
  const { t, language, zone, today } = useFormat();
  if (conflict.state === 'open' || conflict.resolved_at === null) return null;
  const time = moment(conflict.resolved_at, language, zone, today, t);
  return (
    <p className="ff-conflict-outcome">
      <b>{t(conflict.state === 'restored' ? 'conflicts.stateRestored' : 'conflicts.stateKept')}</b>
      <br />
      <span className="ff-muted">{t('conflicts.resolvedBy', { name: conflict.resolved_by?.name ?? t('conflicts.unknownPerson'), time })}</span>
    </p>
  );
}

type SideProps = { title: string; side: Side; value: string; inForce: boolean; children: ReactNode };

function SideBox({ title, side, value, inForce, children }: SideProps) {
  const { t, language, zone, today } = useFormat();
  const who = [side.who?.name ?? t('conflicts.unknownPerson'), side.device].filter(Boolean).join(' · ');
  return (
    <div className="ff-side-box" data-in-force={inForce}>
      <span className="ff-side-title">{title}</span>
      <p className="ff-side-value ff-prose">{value}</p>
      <p className="ff-muted">{t('conflicts.byAt', { name: who, time: moment(side.at, language, zone, today, t) })}</p>
      <div className="ff-side-action">{children}</div>
    </div>
  );
}
