import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDevices } from '../../api/queries/devices';
import type { Device } from '../../api/types';
import { Panel } from '../../components/Panel';
import { useFormat } from '../../components/session';
import { Nothing, Ready } from '../../components/states';
import { ago } from '../../format/time';
import { stateTone } from '../devices/deviceState';

/** The team's phones at a glance: whose, how each stands, when it was last heard. */
export function SyncPanel() {
  const { t } = useTranslation();
  const query = useDevices();
  return (
    <Panel title={t('devices.title')} freshness={query.data?.freshness} aside={<Link to="/devices">{t('overview.seeAll')}</Link>}>
      <Ready query={query} rows={2}>
        {({ items }) => {
          const active = items.filter((device) => device.state !== 'revoked');
          if (active.length === 0) return <Nothing title={t('devices.empty')} hint={t('devices.emptyHint')} />;
          return (
            <ul className="ff-phones">
              {active.map((device) => (
                <li key={device.id}>
                  <Phone device={device} />
                </li>
              ))}
            </ul>
          );
        }}
      </Ready>
    </Panel>
  );
}

function Phone({ device }: { device: Device }) {
  const { now, t } = useFormat();
  const last = device.last_contact_at === null ? t('time.never') : ago(device.last_contact_at, now, t);
  const unsent = device.pending ? ` · ${t('devices.pending')} ${t('devices.items', { n: device.pending })}` : '';
  return (
    <Link to="/devices">
      <span className="ff-dot" data-tone={stateTone(device.state)} aria-hidden />
      <b className="ff-wrap">{device.user.name}</b>
      <span>{t(`devices.state.${device.state}`)}</span>
      <span className="ff-muted ff-wrap">
        {device.name || t('devices.unnamed')} · {t('devices.lastContact')} {last}
        {unsent}
      </span>
    </Link>
  );
}
