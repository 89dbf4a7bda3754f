// The colours of the product: Fluent's, with fonts for all five languages.
import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components';

export type Appearance = 'light' | 'dark';

const FONTS =
  "'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto, 'Noto Sans', 'Helvetica Neue', 'Leelawadee UI', 'Noto Sans Thai', " +
  "'Microsoft YaHei UI', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";
const own = { fontFamilyBase: FONTS, fontFamilyNumeric: FONTS };

export const themes: Record<Appearance, Theme> = {
  light: { ...webLightTheme, ...own },
  dark: { ...webDarkTheme, ...own },
};
