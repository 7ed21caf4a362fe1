import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { Freshness as FreshnessValue } from '../api/types';
import { freshnessText, shortFreshnessText } from '../format/freshness';
import { useFormat } from './session';

type Props = { value: FreshnessValue; short?: boolean };

/** How complete the figures beside it are. `short` inside a tile, which is a link already. */
export function Freshness({ value, short = false }: Props) {
  const { language, zone, today, t } = useFormat();
  const late = value.complete_to === null || value.phones_behind > 0;
  const text = short ? shortFreshnessText : freshnessText;
  const body = (
    <span className="ff-freshness" data-testid="freshness">
      <span className="ff-dot" data-tone={late ? 'warn' : 'good'} aria-hidden />
      {text(value, language, zone, today, t)}
    </span>
  );
  if (short) return body;
  return (
    <Tooltip title={t('freshness.hint')}>
      <Link to="/devices">{body}</Link>
    </Tooltip>
  );
}
