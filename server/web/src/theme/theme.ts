// Colours as data: one calm slate blue, chestnut for what is late; the bird's own.
import { type GlobalToken, theme, type ThemeConfig } from 'antd';

const fonts =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans", sans-serif';

/** The least height of what a thumb touches, in pixels; as on the phone app. */
const touch = 48;

/** `still`: nothing slides or fades, for whom that disturbs. `narrow`: a phone's screen, for thumbs. */
export function themeConfig({ dark, still, narrow }: { dark: boolean; still: boolean; narrow: boolean }): ThemeConfig {
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#74b9e0' : '#2f6b8f',
      colorInfo: dark ? '#74b9e0' : '#2f6b8f',
      colorLink: dark ? '#7fb8d8' : '#25597a',
      colorPrimaryBg: dark ? '#1d3442' : '#e4eff6',
      colorPrimaryBgHover: dark ? '#24414f' : '#d5e6f0',
      colorPrimaryBorder: dark ? '#3d6d88' : '#9cc2d8',
      colorInfoBg: dark ? '#1d3442' : '#e4eff6',
      colorInfoBorder: dark ? '#3d6d88' : '#9cc2d8',
      colorSuccess: dark ? '#6fc492' : '#2f7d51',
      colorWarning: dark ? '#e6b062' : '#a8641a',
      colorError: dark ? '#f59a89' : '#b5402c',
      colorTextDescription: dark ? 'rgba(255,255,255,0.62)' : 'rgba(0,0,0,0.6)',
      colorTextSecondary: dark ? 'rgba(255,255,255,0.68)' : 'rgba(0,0,0,0.65)',
      colorTextTertiary: dark ? 'rgba(255,255,255,0.62)' : 'rgba(0,0,0,0.6)',
      colorTextPlaceholder: dark ? 'rgba(255,255,255,0.58)' : 'rgba(0,0,0,0.58)',
      colorBgLayout: dark ? '#12171b' : '#f4f6f8',
      colorBgContainer: dark ? '#1b2227' : '#ffffff',
      colorBgElevated: dark ? '#232b31' : '#ffffff',
      borderRadius: 8,
      ...(narrow && { controlHeight: touch }),
      motion: !still,
      fontFamily: fonts,
    },
    components: {
      Button: dark ? { primaryColor: '#0e1a21' } : {},
      Table: { headerBg: 'transparent', headerSplitColor: 'transparent' },
      Card: { bodyPadding: 20 },
    },
  };
}

/** The tokens our own style sheets use. */
export function cssVariables(token: GlobalToken): Record<string, string> {
  return {
    '--ff-bg': token.colorBgLayout,
    '--ff-surface': token.colorBgContainer,
    '--ff-raised': token.colorBgElevated,
    '--ff-line': token.colorBorderSecondary,
    '--ff-text': token.colorText,
    '--ff-muted': token.colorTextSecondary,
    '--ff-primary': token.colorPrimary,
    '--ff-link': token.colorLink,
    '--ff-primary-soft': token.colorPrimaryBg,
    '--ff-good': token.colorSuccess,
    '--ff-warn': token.colorWarning,
    '--ff-warn-soft': token.colorWarningBg,
    '--ff-bad': token.colorError,
    '--ff-bad-soft': token.colorErrorBg,
    '--ff-fill': token.colorFillTertiary,
    '--ff-radius': `${token.borderRadiusLG}px`,
    '--ff-font': token.fontFamily,
  };
}
