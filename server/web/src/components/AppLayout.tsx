import { CloudSyncOutlined, DashboardOutlined, DiffOutlined, EyeInvisibleOutlined, LogoutOutlined, ScheduleOutlined, TeamOutlined, UserOutlined } from '@ant-design/icons';
import { Badge, Button, Dropdown } from 'antd';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useNavigate } from 'react-router';
import { useOpenConflicts } from '../api/queries/conflicts';
import { useLive } from '../live/useLive';
import { Brand } from './Brand';
import { LanguageSwitch } from './LanguageSwitch';
import './layout.css';
import { LiveBadge } from './LiveBadge';
import { settlesPrivacy, useLeave, useSession } from './session';
import { Loading } from './states';

const pages = [
  { to: '/', key: 'nav.overview', icon: <DashboardOutlined aria-hidden /> },
  { to: '/visits', key: 'nav.visits', icon: <ScheduleOutlined aria-hidden /> },
  { to: '/customers', key: 'nav.customers', icon: <TeamOutlined aria-hidden /> },
  { to: '/devices', key: 'nav.devices', icon: <CloudSyncOutlined aria-hidden /> },
  { to: '/conflicts', key: 'nav.conflicts', icon: <DiffOutlined aria-hidden /> },
] as const;

export function AppLayout() {
  const { t } = useTranslation();
  const live = useLive();
  return (
    <div className="ff-layout">
      <a className="ff-sr ff-skip" href="#main">
        {t('app.skip')}
      </a>
      <aside className="ff-side">
        <div className="ff-side-inner">
          <Brand />
          <Navigation />
        </div>
      </aside>
      <header className="ff-top">
        <div className="ff-top-brand">
          <Brand />
        </div>
        <LiveBadge state={live} />
        <LanguageSwitch />
        <Account />
      </header>
      <main id="main" className="ff-main">
        <Suspense fallback={<Loading rows={8} />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const open = useOpenConflicts().data ?? 0;
  return (
    <nav className="ff-nav" aria-label={t('nav.label')}>
      {pages.map(({ to, key, icon }) => (
        <NavLink key={to} to={to} end={to === '/'}>
          <Badge size="small" count={to === '/conflicts' ? open : 0}>
            <span className="ff-nav-icon">{icon}</span>
          </Badge>
          <span>{t(key)}</span>
        </NavLink>
      ))}
    </nav>
  );
}

function Account() {
  const { t } = useTranslation();
  const { user, organisation } = useSession();
  const leave = useLeave();
  const navigate = useNavigate();
  const privacy = { key: 'privacy', icon: <EyeInvisibleOutlined />, label: t('privacy.title'), onClick: () => void navigate('/settings/privacy') };
  const items = [
    { key: 'who', disabled: true, label: `${user.name} · ${organisation.name}` },
    ...(settlesPrivacy(user.role) ? [privacy] : []),
    { key: 'logout', icon: <LogoutOutlined />, label: t('nav.logout'), onClick: leave },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} autoFocus>
      <Button type="text" icon={<UserOutlined aria-hidden />} aria-label={t('nav.account', { name: user.name })} data-testid="account">
        <span className="ff-account">{user.name}</span>
      </Button>
    </Dropdown>
  );
}
