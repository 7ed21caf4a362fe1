import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { Freshness as FreshnessValue } from '../api/types';
import { freshnessText } from '../format/freshness';
import { useFormat } from './session';

type Props = { value: FreshnessValue; plain?: boolean };

/** How complete the figures beside it are. `plain` where it stands inside a link already. */
export function Freshness({ value, plain = false }: Props) {
  const { language, zone, today, t } = useFormat();
  const late = value.complete_to === null || value.phones_behind > 0;
  const body = (
    <span className="ff-freshness" data-testid="freshness">
      <span className="ff-dot" data-tone={late ? 'warn' : 'good'} aria-hidden />
      {freshnessText(value, language, zone, today, t)}
    </span>
  );
  if (plain) return body;
  return (
    <Tooltip title={t('freshness.hint')}>
      <Link to="/devices">{body}</Link>
    </Tooltip>
  );
}
