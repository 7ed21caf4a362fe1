import { Checkbox } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { RoleMask } from '../../api/types';
import { choiceLabel } from '../../catalog/lookup';
import { Panel } from '../../components/Panel';
import { useLanguage } from '../../i18n';
import { Done } from './Done';
import { maskChange } from './maskChange';
import { Preview } from './Preview';
import { useClassText } from './useClassText';
import { useMask } from './useMask';

type Props = { mask: RoleMask; classes: string[] };

/** One role: what is hidden from those who have it, and what a change would do. */
export function RolePanel({ mask, classes }: Props) {
  const { t } = useTranslation();
  const label = choiceLabel('role', mask.role, useLanguage());
  const text = useClassText();
  const { seen, chosen, step, busy, toggle, discard, confirm, undo } = useMask(mask);
  const change = maskChange(seen, chosen);
  const choices = useRef<HTMLFieldSetElement>(null);
  const leave = () => {
    discard();
    choices.current?.focus();
  };
  return (
    <Panel title={label} aside={<span className="ff-muted">{t('privacy.holders', { people: mask.people, phones: mask.phones })}</span>}>
      <fieldset ref={choices} tabIndex={-1} className="ff-privacy-classes" data-testid={`mask-${mask.role}`}>
        <legend className="ff-muted">{t('privacy.hidden')}</legend>
        {classes.map((name) => (
          <Checkbox
            key={name}
            checked={chosen.includes(name)}
            disabled={!mask.may_set || busy}
            onChange={() => toggle(name)}
            data-testid={`mask-${mask.role}-${name}`}
          >
            <span className="ff-privacy-class">{text.name(name)}</span>
            <span className="ff-muted ff-wrap">{text.fields(name)}</span>
          </Checkbox>
        ))}
      </fieldset>
      {!mask.may_set && <p className="ff-muted">{t('privacy.adminOnly')}</p>}
      <div role="status">
        {change && <Preview mask={mask} label={label} change={change} confirm={confirm} discard={leave} busy={busy} />}
      </div>
      {step && <Done step={step} label={label} undo={undo} busy={busy} />}
    </Panel>
  );
}
