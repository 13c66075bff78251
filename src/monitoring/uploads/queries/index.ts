import { NOT_BY_DEFAULT } from './not-by-default';
import { PLAIN_HTTP_CALLERS } from './plain-http-callers';
import type { SavedQuery } from './saved-query';
import { SIGNATURE_VERSION_2_CALLERS } from './signature-version-2-callers';
import { WHO_UPLOADS_WHAT } from './who-uploads-what';

export const QUERIES: readonly SavedQuery[] = [WHO_UPLOADS_WHAT, NOT_BY_DEFAULT, SIGNATURE_VERSION_2_CALLERS, PLAIN_HTTP_CALLERS];
