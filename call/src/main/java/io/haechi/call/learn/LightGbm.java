package io.haechi.call.learn;

import com.microsoft.ml.lightgbm.SWIGTYPE_p_double;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_float;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_int;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_long_long;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_p_void;
import com.microsoft.ml.lightgbm.SWIGTYPE_p_void;
import com.microsoft.ml.lightgbm.lightgbmlib;
import com.microsoft.ml.lightgbm.lightgbmlibConstants;
import io.haechi.text.sparse.SparseRows;
import java.io.IOException;
import java.util.Locale;

/**
 * Grows trees with LightGBM on sparse rows. Its Java library takes dense matrices only; the rows go in through the C interface
 * below it. Only fitting needs the native library: {@link DecisionTrees} reads what comes out.
 */
final class LightGbm {
    private LightGbm() {}

    /**
     * The model as LightGBM's text.
     *
     * @param threads how many it may use, at least 1
     */
    static String fit(Learner.Trees learner, Lessons lessons, long seed, int threads) {
        try {
            LightGbmLibrary.load();
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new IllegalStateException(
                    "LightGBM cannot run here (" + e.getMessage() + "); on Linux it needs libgomp1", e);
        }
        String common = String.format(
                Locale.ROOT,
                " objective=binary boost_from_average=false verbosity=-1 deterministic=true force_row_wise=true"
                        + " use_missing=false seed=%d num_threads=%d",
                seed,
                threads);
        return switch (learner) {
            case Learner.Boosting boosting ->
                grow(
                        lessons,
                        boosting.trees(),
                        String.format(
                                        Locale.ROOT,
                                        "boosting=gbdt num_leaves=%d learning_rate=%s min_data_in_leaf=%d"
                                                + " feature_fraction=%s",
                                        boosting.leaves(),
                                        boosting.rate(),
                                        boosting.minLeaf(),
                                        boosting.features())
                                + common);
            case Learner.Forest forest ->
                grow(
                        lessons,
                        forest.trees(),
                        String.format(
                                        Locale.ROOT,
                                        "boosting=rf num_leaves=%d min_data_in_leaf=%d feature_fraction_bynode=%s"
                                                + " bagging_fraction=%s bagging_freq=1",
                                        forest.leaves(),
                                        forest.minLeaf(),
                                        forest.features(),
                                        forest.examples())
                                + common);
        };
    }

    private static String grow(Lessons lessons, int trees, String parameters) {
        SWIGTYPE_p_p_void handle = lightgbmlib.new_voidpp();
        SWIGTYPE_p_void data = null;
        SWIGTYPE_p_void booster = null;
        SWIGTYPE_p_int isFinished = lightgbmlib.new_intp();
        SWIGTYPE_p_long_long length = lightgbmlib.new_longArray(1);
        try {
            create(lessons.rows(), parameters, handle);
            data = lightgbmlib.voidpp_value(handle);
            float[] labels = new float[lessons.positive().length];
            float[] counts = new float[labels.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = lessons.positive()[i] ? 1 : 0;
                counts[i] = (float) lessons.counts()[i];
            }
            set(data, "label", labels);
            set(data, "weight", counts);
            check(lightgbmlib.LGBM_BoosterCreate(data, parameters, handle));
            booster = lightgbmlib.voidpp_value(handle);
            for (int tree = 0; tree < trees && lightgbmlib.intp_value(isFinished) != 1; tree++) {
                check(lightgbmlib.LGBM_BoosterUpdateOneIter(booster, isFinished));
            }
            return lightgbmlib.LGBM_BoosterSaveModelToStringSWIG(
                    booster, 0, 0, lightgbmlibConstants.C_API_FEATURE_IMPORTANCE_SPLIT, 1 << 20, length);
        } finally {
            if (booster != null) {
                lightgbmlib.LGBM_BoosterFree(booster);
            }
            if (data != null) {
                lightgbmlib.LGBM_DatasetFree(data);
            }
            lightgbmlib.delete_intp(isFinished);
            lightgbmlib.delete_longArray(length);
            lightgbmlib.delete_voidpp(handle);
        }
    }

    private static void create(SparseRows rows, String parameters, SWIGTYPE_p_p_void handle) {
        SWIGTYPE_p_int offsets = ints(rows.offsets(), rows.rows() + 1);
        SWIGTYPE_p_int columns = ints(rows.columns(), rows.cells());
        SWIGTYPE_p_double values = lightgbmlib.new_doubleArray(Math.max(1, rows.cells()));
        try {
            for (int i = 0; i < rows.cells(); i++) {
                lightgbmlib.doubleArray_setitem(values, i, rows.values()[i]);
            }
            check(lightgbmlib.LGBM_DatasetCreateFromCSR(
                    lightgbmlib.int_to_voidp_ptr(offsets),
                    lightgbmlibConstants.C_API_DTYPE_INT32,
                    columns,
                    lightgbmlib.double_to_voidp_ptr(values),
                    lightgbmlibConstants.C_API_DTYPE_FLOAT64,
                    rows.rows() + 1L,
                    rows.cells(),
                    rows.width(),
                    parameters,
                    null,
                    handle));
        } finally {
            lightgbmlib.delete_intArray(offsets);
            lightgbmlib.delete_intArray(columns);
            lightgbmlib.delete_doubleArray(values);
        }
    }

    private static void set(SWIGTYPE_p_void data, String field, float... values) {
        SWIGTYPE_p_float array = lightgbmlib.new_floatArray(values.length);
        try {
            for (int i = 0; i < values.length; i++) {
                lightgbmlib.floatArray_setitem(array, i, values[i]);
            }
            check(lightgbmlib.LGBM_DatasetSetField(
                    data,
                    field,
                    lightgbmlib.float_to_voidp_ptr(array),
                    values.length,
                    lightgbmlibConstants.C_API_DTYPE_FLOAT32));
        } finally {
            lightgbmlib.delete_floatArray(array);
        }
    }

    private static void check(int failed) {
        if (failed != 0) {
            throw new IllegalStateException("LightGBM says: " + lightgbmlib.LGBM_GetLastError());
        }
    }

    private static SWIGTYPE_p_int ints(int[] source, int count) {
        SWIGTYPE_p_int array = lightgbmlib.new_intArray(Math.max(1, count));
        for (int i = 0; i < count; i++) {
            lightgbmlib.intArray_setitem(array, i, source[i]);
        }
        return array;
    }
}
