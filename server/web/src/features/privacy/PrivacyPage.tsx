import { useTranslation } from 'react-i18next';
import { useMasks } from '../../api/queries/masks';
import { PageHeader } from '../../components/PageHeader';
import { settlesPrivacy, useSession } from '../../components/session';
import { Nothing, Ready } from '../../components/states';
import './privacy.css';
import { RolePanel } from './RolePanel';

/** Which classes of fields the organisation hides from whom: look, choose, read what it will do, confirm; and back again. */
export function PrivacyPage() {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <>
      <PageHeader title={t('privacy.title')} subtitle={t('privacy.subtitle')} />
      {settlesPrivacy(user.role) ? <Roles /> : <Nothing title={t('privacy.notYours')} hint={t('privacy.notYoursHint')} />}
    </>
  );
}

function Roles() {
  const query = useMasks();
  return (
    <Ready query={query} rows={8}>
      {({ items, classes }) => (
        <div className="ff-stack">
          {items.map((item) => (
            <RolePanel key={item.role} mask={item} classes={classes} />
          ))}
        </div>
      )}
    </Ready>
  );
}
