import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDevices } from '../../api/queries/devices';
import type { Device } from '../../api/types';
import { useFormat } from '../../components/session';
import { ago } from '../../format/time';
import { stateTone } from '../devices/deviceState';

/** One chip a phone: whose, how it stands, when it was last heard. */
export function SyncStrip() {
  const { t } = useTranslation();
  const devices = useDevices().data?.items.filter((device) => device.state !== 'revoked') ?? [];
  if (devices.length === 0) return null;
  return (
    <ul className="ff-strip" aria-label={t('devices.title')}>
      {devices.map((device) => (
        <li key={device.id}>
          <Chip device={device} />
        </li>
      ))}
    </ul>
  );
}

function Chip({ device }: { device: Device }) {
  const { now, t } = useFormat();
  const last = device.last_contact_at === null ? t('time.never') : ago(device.last_contact_at, now, t);
  return (
    <Link to="/devices">
      <span className="ff-dot" data-tone={stateTone(device.state)} aria-hidden />
      <b>{device.user.name}</b>
      <span>{t(`devices.state.${device.state}`)}</span>
      <span className="ff-muted">{last}</span>
    </Link>
  );
}
