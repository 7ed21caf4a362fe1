import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerDetail } from '../../api/types';
import { FieldValue } from '../../components/FieldValue';
import { Panel } from '../../components/Panel';
import { isEmpty, listText } from '../../format/value';
import { useLanguage } from '../../i18n';
import { fileSections } from './fileSections';

/** Every field of the customer that the viewer may see, in the catalog's blocks; empty ones on request. */
export function CustomerFile({ customer }: { customer: CustomerDetail }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const [all, setAll] = useState(false);
  const sections = fileSections(customer, language);
  const fields = sections.flatMap((section) => section.fields);
  const filled = fields.filter((field) => field.filled).length;
  return (
    <Panel
      title={t('customer.details')}
      aside={<span className="ff-muted">{t('customer.filled', { filled, total: fields.length })}</span>}
    >
      {sections.map((section) => {
        const shown = section.fields.filter((field) => all || field.filled);
        if (shown.length === 0) return null;
        return (
          <Block key={section.name} title={section.label}>
            {shown.map(({ name, info, value, masked }) => (
              <Line key={name} label={info.label[language]}>
                <FieldValue entity="customer" field={name} value={value} masked={masked} />
              </Line>
            ))}
          </Block>
        );
      })}
      {customer.collaborators.length > 0 && (
        <Block title={t('customer.collaborators')}>
          <Line label={t('customer.collaborators')}>{listText(customer.collaborators.map((person) => person.name), language)}</Line>
        </Block>
      )}
      <CustomFields customer={customer} all={all} />
      <Button type="link" className="ff-file-toggle" aria-expanded={all} onClick={() => setAll(!all)}>
        {t(all ? 'customer.hideEmpty' : 'customer.showEmpty')}
      </Button>
    </Panel>
  );
}

function CustomFields({ customer, all }: { customer: CustomerDetail; all: boolean }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const shown = customer.custom.filter((field) => all || !isEmpty(field.value));
  if (shown.length === 0) return null;
  return (
    <Block title={t('customer.custom')}>
      {shown.map(({ key, label, value }) => (
        <Line key={key} label={label[language] || key}>
          <FieldValue entity="custom" field={key} value={value} />
        </Line>
      ))}
    </Block>
  );
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="ff-file-block">
      <h3>{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="ff-file-line">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
