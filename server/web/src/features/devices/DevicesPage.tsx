import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDevices } from '../../api/queries/devices';
import type { DeviceList } from '../../api/types';
import { Freshness } from '../../components/Freshness';
import { PageHeader } from '../../components/PageHeader';
import { Nothing, Ready } from '../../components/states';
import { BackupLine } from './BackupLine';
import { DeviceCard } from './DeviceCard';
import './devices.css';

export function DevicesPage() {
  const { t } = useTranslation();
  const query = useDevices();
  return (
    <>
      <PageHeader
        title={t('devices.title')}
        subtitle={t('devices.subtitle')}
        aside={query.data && <Freshness value={query.data.freshness} />}
      />
      <Ready query={query} rows={8}>
        {(list) => (
          <>
            {list.backup && <BackupLine backup={list.backup} />}
            {list.items.length === 0 ? <Nothing title={t('devices.empty')} hint={t('devices.emptyHint')} /> : <Devices list={list} />}
          </>
        )}
      </Ready>
    </>
  );
}

function Devices({ list }: { list: DeviceList }) {
  const { t } = useTranslation();
  const active = list.items.filter((device) => device.state !== 'revoked');
  const sum = (pick: (device: DeviceList['items'][number]) => number | null) =>
    active.reduce((total, device) => total + (pick(device) ?? 0), 0);
  const figures = [
    { label: t('devices.active'), value: active.length },
    { label: t('devices.attention'), value: active.filter((device) => device.state !== 'current' || device.quarantined > 0).length },
    { label: t('devices.unsent'), value: sum((device) => device.pending) },
    { label: t('devices.rejected'), value: list.items.reduce((total, device) => total + device.quarantined, 0), to: '/quarantine' },
  ];
  return (
    <>
      <dl className="ff-device-figures ff-panel">
        {figures.map(({ label, value, to }) => (
          <div key={label}>
            <dt className="ff-muted">{label}</dt>
            <dd className="ff-num">
              {value}
              {to && value > 0 && (
                <Link to={to} className="ff-touch ff-device-more" data-testid="to-quarantine">
                  {t('quarantine.open')}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <ul className="ff-devices" data-testid="devices">
        {list.items.map((device) => (
          <DeviceCard key={device.id} device={device} />
        ))}
      </ul>
    </>
  );
}
