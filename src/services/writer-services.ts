import { APP_FLOW } from './app-flow';
import { ATHENA } from './athena';
import { BUCKET_DEPLOYMENT } from './bucket-deployment';
import { CODE_BUILD } from './code-build';
import { CODE_PIPELINE } from './code-pipeline';
import { CONNECT } from './connect';
import { DATA_BREW } from './data-brew';
import { DMS } from './dms';
import { EMR } from './emr';
import { ENTITY_RESOLUTION } from './entity-resolution';
import { FIREHOSE } from './firehose';
import { GLUE } from './glue';
import { LEX } from './lex';
import { SAGE_MAKER } from './sage-maker';
import { SES } from './ses';
import { SSM_RESOURCE_DATA_SYNC } from './ssm-resource-data-sync';
import { SYNTHETICS } from './synthetics';
import { TIMESTREAM } from './timestream';
import type { WriterService } from './writer-service';

/** Every service that writes objects and whose configuration says how to encrypt them. */
export const WRITER_SERVICES: readonly WriterService[] = [
  APP_FLOW, ATHENA, BUCKET_DEPLOYMENT, CODE_BUILD, CODE_PIPELINE, CONNECT, DATA_BREW, DMS, EMR, ENTITY_RESOLUTION, FIREHOSE, GLUE, LEX, SAGE_MAKER,
  SES, SSM_RESOURCE_DATA_SYNC, SYNTHETICS, TIMESTREAM,
];
