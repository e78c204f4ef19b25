import { guard } from '../border/guard';
import type { ISize } from '../model/amounts';

/** A span of time. cdk8s' own `Duration` is one. */
export interface IDuration {
  toMilliseconds(): number;
}

export type { ISize };

/**
 * A span of time, spelled as in cdk8s. Unlike cdk8s' class it accepts any number: an impossible one is reported with
 * all other findings of the run (`model/invalid-duration`) instead of ending it.
 *
 * @example
 * Duration.seconds(40)
 */
export class Duration implements IDuration {
  /** @param amount milliseconds */
  public static millis(amount: number): Duration {
    return new Duration(amount);
  }

  /** @param amount seconds */
  public static seconds(amount: number): Duration {
    return new Duration(amount * 1000);
  }

  /** @param amount minutes */
  public static minutes(amount: number): Duration {
    return new Duration(amount * 60_000);
  }

  /** @param amount hours */
  public static hours(amount: number): Duration {
    return new Duration(amount * 3_600_000);
  }

  private constructor(private readonly milliseconds: number) {}

  /** Whole: in floating point 1.1 hours are a little more than 66 minutes, which would count as 67. */
  public toMilliseconds(): number {
    return Math.round(this.milliseconds);
  }
}

guard(Duration);

/**
 * An amount of storage or memory in powers of 1024, spelled as in cdk8s. An impossible amount is reported with all
 * other findings of the run (`model/invalid-quantity`).
 *
 * @example
 * Size.gibibytes(10)
 */
export class Size implements ISize {
  /** @param amount units of 1024 bytes */
  public static kibibytes(amount: number): Size {
    return new Size(amount);
  }

  /** @param amount units of 1024² bytes */
  public static mebibytes(amount: number): Size {
    return new Size(amount * 1024);
  }

  /** @param amount units of 1024³ bytes */
  public static gibibytes(amount: number): Size {
    return new Size(amount * 1024 ** 2);
  }

  /** @param amount units of 1024⁴ bytes */
  public static tebibytes(amount: number): Size {
    return new Size(amount * 1024 ** 3);
  }

  private constructor(private readonly kibibytes: number) {}

  public toKibibytes(): number {
    return this.kibibytes;
  }
}

guard(Size);

export function bytesOf(size: ISize): number {
  return size.toKibibytes() * 1024;
}
