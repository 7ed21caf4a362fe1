import type { BackupHealth } from '../../api/types';
import { useFormat } from '../../components/session';
import { errorText } from '../../format/error';
import { moment } from '../../format/time';
import { sizeText } from '../../format/value';

/** How the server's own backups do. */
export function BackupLine({ backup }: { backup: BackupHealth }) {
  const { t, language, zone, today } = useFormat();
  const time = (at: number) => moment(at, language, zone, today, t);
  const { scheduled, taken_at, bytes, late, failed_at, error } = backup;
  return (
    <p className="ff-device-backup ff-panel ff-row" data-testid="backup">
      <b>{t('devices.backup.title')}</b>
      {!scheduled && <span className="ff-warn">{t('devices.backup.unscheduled')}</span>}
      {scheduled && (
        <span className={late ? 'ff-bad' : undefined}>
          {taken_at === null ? t('devices.backup.none') : t('devices.backup.taken', { time: time(taken_at), size: sizeText(bytes ?? 0, language) })}
        </span>
      )}
      {scheduled && late && <span className="ff-bad">{t('devices.backup.late')}</span>}
      {failed_at !== null && error && (
        <span className="ff-bad">{t('devices.backup.failed', { time: time(failed_at), reason: errorText(error, t) })}</span>
      )}
    </p>
  );
}
