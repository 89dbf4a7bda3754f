// What is said of a model whose published version cannot be read.
import type { ScoringModel } from '../../data/scores';
import type { TextTools } from '../../text/i18n';

export const damageWords = (damaged: NonNullable<ScoringModel['damaged']>, t: TextTools['t']): string =>
  damaged.serves === null
    ? t('models.damaged', { version: damaged.version })
    : t('models.stands_in', { version: damaged.version, serves: damaged.serves });
