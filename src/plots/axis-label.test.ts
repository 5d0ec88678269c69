import { describe, expect, it } from 'vitest';
import { axisLabel, bareName, nameWithUnit } from './axis-label.ts';

describe('an axis label', () => {
  it('says a unit once', () => {
    expect(axisLabel('Δt [µs]', 'us')).toBe('Δt [us]');
    expect(axisLabel('s1c_area_phd', 'phd')).toBe('s1c_area [phd]');
    expect(axisLabel('x (cm)', 'cm')).toBe('x [cm]');
    expect(axisLabel('S1c', 'phd')).toBe('S1c [phd]');
  });

  it('keeps a name that holds another unit, or nothing else, or has none', () => {
    expect(axisLabel('drift_ns', 'us')).toBe('drift_ns [us]');
    expect(axisLabel('[us]', 'us')).toBe('[us]');
    expect(axisLabel('tba', '')).toBe('tba');
    expect(bareName('tba', null)).toBe('tba');
  });

  it('leaves a name to choose by as the data has it', () => {
    expect(nameWithUnit('s1c_area_phd', 'phd')).toBe('s1c_area_phd');
    expect(nameWithUnit('S1c', 'phd')).toBe('S1c [phd]');
  });
});
