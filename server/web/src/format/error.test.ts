import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/client';
import { texts } from '../testing/texts';
import { errorText, failureCode, failureText } from './error';

const body = (key: string) => ({ code: 'FF-2006', name: 'x', message: 'm', key });

describe('errors in the user’s language', () => {
  it('translates by key and falls back to a general text', async () => {
    const t = await texts('zh-CN');
    expect(errorText(body('error.wrong_password'), t)).toBe('邮箱或密码不正确');
    expect(errorText(body('error.made_up_next_year'), t)).toBe(t('error.unknown'));
    expect(errorText(body('nav.overview'), t)).toBe(t('error.unknown'));
  });

  it('says how long to wait', async () => {
    const failure = new ApiError(429, body('error.too_many_attempts'), 30);
    expect(failureText(failure, await texts('en'))).toBe('Too many attempts; please wait 30 seconds');
    expect(failureCode(failure)).toBe('FF-2006');
  });

  it('has a text for a fault of the page itself', async () => {
    const t = await texts('en');
    expect(failureText(new Error('boom'), t)).toBe(t('error.unknown'));
  });
});
