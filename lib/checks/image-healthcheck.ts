import { per, type ImageRule } from './image-container';

/** The image's own check counts in one target only. */
export const checkHealthcheck: ImageRule = ({ facts: { healthcheck }, health, noHealth, path }, findings) => {
  if (health || noHealth || !healthcheck?.command.length) return;
  findings.report('model/image-healthcheck', path, { value: healthcheck.command.join(' '), source: per(healthcheck) });
};
