import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RoleMask } from '../../api/types';
import { useSession } from '../../components/session';
import type { MaskChange } from './maskChange';
import { useClassText } from './useClassText';

type Props = { mask: RoleMask; label: string; change: MaskChange; confirm: () => void; discard: () => void; busy: boolean };

/** What confirming will do, in words. */
export function Preview({ mask, label, change, confirm, discard, busy }: Props) {
  const { t } = useTranslation();
  const { names } = useClassText();
  const { user } = useSession();
  const { hides, shows } = change;
  return (
    <div className="ff-privacy-preview" data-testid={`mask-preview-${mask.role}`}>
      <ul>
        {hides.length > 0 && (
          <>
            <li>{t('privacy.hides', { role: label, classes: names(hides) })}</li>
            <li>{t('privacy.phonesDrop')}</li>
            <li>{t('privacy.keepsPaper')}</li>
          </>
        )}
        {shows.length > 0 && (
          <>
            <li>{t('privacy.shows', { role: label, classes: names(shows) })}</li>
            <li>{t('privacy.phonesGet')}</li>
          </>
        )}
        <li>{t('privacy.ownStays')}</li>
        {mask.role === user.role && <li className="ff-warn">{t('privacy.youToo')}</li>}
      </ul>
      <div className="ff-row">
        <Button type="primary" loading={busy} onClick={confirm} data-testid={`mask-confirm-${mask.role}`}>
          {t('privacy.confirm')}
        </Button>
        <Button disabled={busy} onClick={discard} data-testid={`mask-discard-${mask.role}`}>
          {t('privacy.discard')}
        </Button>
      </div>
    </div>
  );
}
