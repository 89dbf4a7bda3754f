import type { LinguiConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

/** Messages have explicit ids; the PO files under src/text are their only source. */
const config: LinguiConfig = {
  locales: ['en', 'nl', 'de', 'zh-Hans', 'th'],
  sourceLocale: 'en',
  catalogs: [{ path: 'src/text/{locale}', include: ['src'] }],
  compileNamespace: 'es',
  format: formatter({ explicitIdAsDefault: true, lineNumbers: false, origins: false }),
};
export default config;
