import type { ObservedWrite } from './observed-write';
import type { Posture } from './posture';
import { WRITER_SERVICES } from '../../services';
import { memo } from '../../template';
import { writesOf } from './private/writer-resources';

/** What the services of an app write to buckets of the app, read in one pass when it is first asked for. */
export const observedWrites: (posture: Posture) => readonly ObservedWrite[] = memo((posture: Posture) =>
  WRITER_SERVICES.flatMap((service) => service.resources.flatMap((resource) =>
    posture.ofType(resource.type).flatMap((source) => [...writesOf(posture, source, service, resource)]))));
