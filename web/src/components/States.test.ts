import { describe, expect, it } from 'vitest';
import { ApiError } from '../data/http';
import { wordsOf } from '../text/testWords';
import { errorText } from './States';

const words = wordsOf('en');
const said = (status: number) => errorText(new ApiError(status, 'x', 'y'), words);

describe('an error', () => {
  it('of the network, or of a proxy without a server behind it, says that nobody answers', () => {
    expect(said(0)).toBe(words.t('error.unreachable'));
    expect(said(502)).toBe(said(0));
    expect(said(504)).toBe(said(0));
  });
  it('of the server says whose fault it is', () => {
    expect(said(500)).toBe(words.t('error.server'));
    expect(said(503)).toBe(words.t('error.busy'));
    expect(said(400)).toBe(words.t('error.refused'));
  });
  it('of nobody we know is no more than an error', () => {
    expect(errorText(new Error('x'), words)).toBe(words.t('error.unknown'));
  });
});
