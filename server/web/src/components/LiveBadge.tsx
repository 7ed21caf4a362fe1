import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../live/useLive';

const tones = { connecting: 'none', live: 'good', reconnecting: 'warn' } as const;

export function LiveBadge({ state }: { state: LiveState }) {
  const { t } = useTranslation();
  return (
    <Tooltip title={t(state === 'reconnecting' ? 'live.reconnectingHint' : 'live.liveHint')}>
      <span className="ff-live" role="status" data-testid="live" data-state={state}>
        <span className="ff-dot" data-tone={tones[state]} aria-hidden />
        {t(`live.${state}`)}
      </span>
    </Tooltip>
  );
}
