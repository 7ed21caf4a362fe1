import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../api/types';
import { fieldLabel } from '../../catalog/lookup';
import { FieldValue } from '../../components/FieldValue';
import { Panel } from '../../components/Panel';
import { ChoiceTag } from '../../components/tags';
import { isEmpty } from '../../format/value';
import { useLanguage } from '../../i18n';

/** How to reach them and what they like: the fields worth a line in the card. */
const shown = ['phone', 'email', 'wechat', 'preferred_channels', 'preferred_times', 'birthday', 'preferences', 'note'] as const;

/** What a tap on the value does. */
const opens: Partial<Record<(typeof shown)[number], string>> = { phone: 'tel:', email: 'mailto:' };

export function Contacts({ contacts }: { contacts: Row<'contact'>[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('customer.contacts')}>
      {contacts.length === 0 && <p className="ff-muted">{t('customer.noContacts')}</p>}
      <ul className="ff-contacts">
        {contacts.map((contact) => (
          <Contact key={contact.id} contact={contact} />
        ))}
      </ul>
    </Panel>
  );
}

function Contact({ contact }: { contact: Row<'contact'> }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { fields, masked } = contact;
  return (
    <li>
      <div className="ff-row">
        <b className="ff-wrap">{fields.name}</b>
        <span className="ff-muted ff-wrap">{fields.title}</span>
        {fields.is_primary && <Tag color="processing">{t('customer.primary')}</Tag>}
        {fields.decision_role && <ChoiceTag entity="contact" field="decision_role" code={fields.decision_role} />}
      </div>
      <dl>
        {shown
          .filter((field) => masked.includes(field) || !isEmpty(fields[field]))
          .map((field) => (
            <div key={field} className="ff-file-line">
              <dt>{fieldLabel('contact', field, language)}</dt>
              <dd>
                <Reach scheme={opens[field]} address={fields[field]}>
                  <FieldValue entity="contact" field={field} value={fields[field]} masked={masked.includes(field)} />
                </Reach>
              </dd>
            </div>
          ))}
      </dl>
    </li>
  );
}

function Reach({ scheme, address, children }: { scheme?: string; address: unknown; children: ReactNode }) {
  if (!scheme || typeof address !== 'string') return children;
  return <a href={scheme + encodeURI(address.trim())}>{children}</a>;
}
