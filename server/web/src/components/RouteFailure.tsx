import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      title={t('state.notFound')}
      subTitle={t('state.notFoundHint')}
      extra={<Link to="/">{t('state.home')}</Link>}
    />
  );
}

/** A page that could not be loaded (a new version was installed meanwhile, say) or failed while drawing. */
export function RouteFailure() {
  const { t } = useTranslation();
  return (
    <Result
      status="warning"
      title={t('error.unknown')}
      extra={<Button onClick={() => window.location.reload()}>{t('state.retry')}</Button>}
    />
  );
}
