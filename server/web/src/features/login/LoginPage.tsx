import { Alert, Button, Form, Input } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useLogin } from '../../api/queries/session';
import { Brand } from '../../components/Brand';
import { LanguageSwitch } from '../../components/LanguageSwitch';
import { failureText } from '../../format/error';
import './login.css';

type Credentials = { email: string; password: string };

export function LoginPage() {
  const { t } = useTranslation();
  const login = useLogin();
  const title = t('login.title');
  useEffect(() => {
    document.title = `${title} · Fieldfare`;
  }, [title]);
  return (
    <div className="ff-login">
      <div className="ff-login-language">
        <LanguageSwitch />
      </div>
      <main className="ff-panel">
        <div className="ff-login-brand">
          <Brand />
          <p className="ff-muted">{t('app.tagline')}</p>
        </div>
        <Form<Credentials> layout="vertical" requiredMark={false} onFinish={(values) => login.mutate(values)}>
          <Form.Item name="email" label={t('login.email')} rules={[{ required: true, message: t('login.emailMissing') }]}>
            <Input size="large" type="email" autoComplete="username" autoFocus maxLength={254} />
          </Form.Item>
          <Form.Item name="password" label={t('login.password')} rules={[{ required: true, message: t('login.passwordMissing') }]}>
            <Input.Password size="large" autoComplete="current-password" maxLength={128} />
          </Form.Item>
          {login.error && <Alert className="ff-login-error" type="error" showIcon title={failureText(login.error, t)} />}
          <Button type="primary" size="large" htmlType="submit" block loading={login.isPending}>
            {t('login.submit')}
          </Button>
        </Form>
        <p className="ff-muted ff-login-help">{t('login.help')}</p>
      </main>
    </div>
  );
}
