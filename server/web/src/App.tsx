import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider, theme } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { type ReactNode, useState } from 'react';
import { RouterProvider } from 'react-router';
import { ApiError } from './api/client';
import { meKey } from './api/keys';
import { useLanguage } from './i18n';
import { router } from './routes';
import { cssVariables, themeConfig } from './theme/theme';
import { useDark, useNarrow, useStill } from './theme/useMedia';

const retries = 2;

function newClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      // A session that ended elsewhere ends here: asking again who is signed in leads to the login page.
      onError: (failure, query) => {
        const ended = failure instanceof ApiError && failure.status === 401;
        if (ended && query.queryKey[0] !== meKey[0]) void client.resetQueries({ queryKey: meKey });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        // What the server has refused it refuses again; only a lost connection or a fault is worth another try.
        retry: (count, failure) => count < retries && !(failure instanceof ApiError && isAnswer(failure.status)),
      },
    },
  });
  return client;
}

const isAnswer = (status: number) => status >= 400 && status < 500;

export function App() {
  const [client] = useState(newClient);
  return (
    <Themed>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Themed>
  );
}

function Themed({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const dark = useDark();
  const still = useStill();
  const narrow = useNarrow();
  return (
    <ConfigProvider locale={language === 'en' ? enUS : zhCN} theme={themeConfig({ dark, still, narrow })} button={{ autoInsertSpace: false }}>
      <AntApp component={false}>
        <Root>{children}</Root>
      </AntApp>
    </ConfigProvider>
  );
}

function Root({ children }: { children: ReactNode }) {
  const { token } = theme.useToken();
  return (
    <div className="ff-root" style={cssVariables(token)}>
      {children}
    </div>
  );
}
