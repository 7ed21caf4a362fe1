import type { TFunction } from 'i18next';
import { ApiError, type ErrorBody } from '../api/client';

/** The user's text for a coded error; codes this page does not know get a general one beside their number. */
export function errorText(body: Pick<ErrorBody, 'key'>, t: TFunction): string {
  const unknown = t('error.unknown');
  if (!body.key.startsWith('error.')) return unknown;
  return t(body.key as 'error.unknown', { defaultValue: unknown });
}

export function failureText(failure: unknown, t: TFunction): string {
  if (!(failure instanceof ApiError)) return t('error.unknown');
  if (failure.status === 429 && failure.retryAfterSeconds !== null) {
    return t('error.too_many_attempts_wait', { n: failure.retryAfterSeconds });
  }
  return errorText(failure.body, t);
}

export function failureCode(failure: unknown): string {
  return failure instanceof ApiError ? failure.body.code : 'FF-5999';
}
