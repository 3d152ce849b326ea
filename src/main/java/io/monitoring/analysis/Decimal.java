package io.monitoring.analysis;

import java.math.BigDecimal;
import java.math.MathContext;

/** How numbers are written in sentences: three significant digits, no exponent, the same in every locale. */
public final class Decimal {

    private Decimal() {}

    public static String of(double number) {
        if (!Double.isFinite(number)) {
            return Double.toString(number);
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(3)).stripTrailingZeros();
        return rounded.signum() == 0 ? "0" : rounded.toPlainString();
    }

    /** A ratio as per cent, such as {@code 12.5 %}. */
    public static String percent(double ratio) {
        return of(ratio * 100) + " %";
    }
}
