import type { ReactNode } from 'react';
import type { Device } from '../../api/types';
import { choiceLabel, entityLabel, fieldInfo } from '../../catalog/lookup';
import { useFormat } from '../../components/session';
import { errorText } from '../../format/error';
import { ago, moment } from '../../format/time';
import { stateTone } from './deviceState';

export function DeviceCard({ device }: { device: Device }) {
  const { t, language } = useFormat();
  const platform = device.platform && choiceLabel(fieldInfo('device', 'platform')?.enum, device.platform, language);
  return (
    <li className="ff-panel ff-device" data-state={device.state} data-testid="device" data-id={device.id}>
      <div className="ff-between">
        <div>
          <h2 className="ff-wrap">{device.user.name}</h2>
          <p className="ff-muted ff-wrap">{[device.name || t('devices.unnamed'), platform, device.app_version].filter(Boolean).join(' · ')}</p>
        </div>
        <span className="ff-device-state">
          <span className="ff-dot" data-tone={stateTone(device.state)} aria-hidden />
          {t(`devices.state.${device.state}`)}
        </span>
      </div>
      <p className="ff-muted ff-device-hint">{t(`devices.stateHint.${device.state}`)}</p>
      <Figures device={device} />
      {device.quarantine.length > 0 && <Quarantine device={device} />}
    </li>
  );
}

const noticeableOffsetMs = 30_000;

function Figures({ device }: { device: Device }) {
  const { t, language, zone, today, now } = useFormat();
  const time = (at: number | null) =>
    at === null ? t('time.never') : `${moment(at, language, zone, today, t)} (${ago(at, now, t)})`;
  const count = (n: number | null) => (n === null ? t('devices.unknown') : t('devices.items', { n }));
  const offset = device.clock_offset_ms;
  return (
    <dl className="ff-device-lines">
      <Line label={t('devices.lastContact')}>{time(device.last_contact_at)}</Line>
      <Line label={t('devices.completeTo')}>{time(device.complete_to)}</Line>
      <Line label={t('devices.pending')} tone={(device.pending ?? 0) > 0 ? 'ff-warn' : undefined}>
        {count(device.pending)}
      </Line>
      <Line label={t('devices.lag')}>{count(device.cursor_lag)}</Line>
      <Line label={t('devices.quarantined')} tone={device.quarantined > 0 ? 'ff-bad' : undefined}>
        {count(device.quarantined)}
      </Line>
      {device.forked_from && (
        <Line label={t('devices.forkedFrom')}>
          {t('devices.original', { name: device.forked_from.name || t('devices.unnamed'), number: device.forked_from.number })}
        </Line>
      )}
      {offset !== null && Math.abs(offset) >= noticeableOffsetMs && (
        <Line label={t('devices.clock')} tone="ff-warn">
          {t('devices.seconds', { n: Math.round(offset / 1000) })}
        </Line>
      )}
    </dl>
  );
}

function Line({ label, tone, children }: { label: string; tone?: string; children: ReactNode }) {
  return (
    <div>
      <dt className="ff-muted">{label}</dt>
      <dd className={tone ? `ff-num ${tone}` : 'ff-num'}>{children}</dd>
    </div>
  );
}

function Quarantine({ device }: { device: Device }) {
  const { t, language, zone, today } = useFormat();
  return (
    <details className="ff-quarantine">
      <summary>{t('devices.reasons')}</summary>
      <ul>
        {device.quarantine.map((row) => (
          <li key={`${row.row} ${row.received_at}`}>
            <span>{errorText(row.error, t)}</span>
            <span className="ff-muted">
              {t('devices.reasonItem', {
                entity: entityLabel(row.entity, language),
                time: moment(row.received_at, language, zone, today, t),
              })}
              {' · '}
              {row.error.code}
            </span>
          </li>
        ))}
      </ul>
      {device.quarantined > device.quarantine.length && (
        <p className="ff-muted">{t('devices.moreReasons', { n: device.quarantine.length })}</p>
      )}
    </details>
  );
}
