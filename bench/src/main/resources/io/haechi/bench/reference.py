"""Does one task with the usual Python libraries, on request, and times itself: one JSON object per line.

First line: {"ready": versions} or {"missing": module}. Then every line read is one round, answered by
{"seconds": [one per piece], ...}. Argument: the task; what it works on follows.
"""
import json
import sys
import time


def say(**values):
    print(json.dumps(values), flush=True)


def load(*names):
    modules = []
    for name in names:
        try:
            modules.append(__import__(name, fromlist=["_"]))
        except ImportError as e:
            say(missing=name, reason=str(e))
            sys.exit(0)
    return modules


def front_end(kind, samples, answer, bands, coefficients):
    numpy, librosa = load("numpy", "librosa")
    bands, coefficients = int(bands), int(coefficients)
    y = numpy.fromfile(samples, dtype="<f4")
    common = dict(y=y, sr=16000, n_fft=400, hop_length=160, n_mels=bands, window="hann", center=True,
                  pad_mode="constant", power=2.0, htk=False)  # norm="slaney" is the default

    def log_mel():
        return librosa.power_to_db(librosa.feature.melspectrogram(**common), ref=1.0, amin=1e-10, top_db=None)

    def mfcc():
        return librosa.feature.mfcc(n_mfcc=coefficients, **common)

    work = {"log-mel": log_mel, "mfcc": mfcc}[kind]
    say(ready="librosa " + librosa.__version__)
    for number, _ in enumerate(sys.stdin):
        start = time.perf_counter()
        picture = work()
        seconds = time.perf_counter() - start
        if number == 0:
            picture.astype("<f4").tofile(answer)
        say(seconds=[seconds])


def inference(model, inputs, answer, *shape):
    numpy, onnxruntime = load("numpy", "onnxruntime")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    name = session.get_inputs()[0].name
    batch = numpy.fromfile(inputs, dtype="<f4").reshape([-1, 1] + [int(size) for size in shape])
    say(ready="onnxruntime " + onnxruntime.__version__ + " from Python")
    for _ in sys.stdin:
        seconds, logits = [], []
        for window in batch:
            start = time.perf_counter()
            logits.append(session.run(None, {name: window[None]})[0])
            seconds.append(time.perf_counter() - start)
        numpy.concatenate(logits).astype("<f4").tofile(answer)
        say(seconds=seconds)


def quantise(model, samples, integer, dynamic, *names):
    """Both quantisations, each after the preprocessing that onnxruntime recommends, of one file and the same examples."""
    import glob
    import os
    numpy, onnxruntime, quantization, shape, _ = load(
        "numpy", "onnxruntime", "onnxruntime.quantization", "onnxruntime.quantization.shape_inference", "onnx")
    count = len(glob.glob(os.path.join(samples, "*-0.npy")))

    class Reader(quantization.CalibrationDataReader):
        def __init__(self):
            self.number = 0

        def get_next(self):
            if self.number == count:
                return None
            self.number += 1
            return {name: numpy.load(os.path.join(samples, "%d-%d.npy" % (self.number - 1, place)))
                    for place, name in enumerate(names)}

    def prepared():
        made = model + ".prepared.onnx"
        try:
            import sympy  # noqa: F401, symbolic shapes need it
            shape.quant_pre_process(model, made)
        except Exception:
            shape.quant_pre_process(model, made, skip_symbolic_shape=True)
        return made

    def static():
        quantization.quantize_static(
            prepared(), integer, Reader(), quant_format=quantization.QuantFormat.QDQ, per_channel=True,
            activation_type=quantization.QuantType.QUInt8, weight_type=quantization.QuantType.QInt8)

    def dynamic_():
        quantization.quantize_dynamic(
            prepared(), dynamic, per_channel=True, weight_type=quantization.QuantType.QInt8)

    say(ready="onnxruntime " + onnxruntime.__version__)
    for _ in sys.stdin:
        start = time.perf_counter()
        problems = {}
        for kind, work in ("static", static), ("dynamic", dynamic_):
            try:
                work()
            except Exception as e:
                problems[kind] = type(e).__name__ + ": " + str(e).split("\n")[0][:300]
        say(seconds=[time.perf_counter() - start], problems=problems)


def decode(sound):
    librosa, soxr = load("librosa", "soxr")
    say(ready="librosa.load " + librosa.__version__)
    for _ in sys.stdin:
        start = time.perf_counter()
        y, _ = librosa.load(sound, sr=16000, mono=False)
        say(seconds=[time.perf_counter() - start], frames=y.shape[-1])


def itemsets(library, path, minimum):
    minimum = int(minimum)
    with open(path) as lines:
        baskets = [[int(item) for item in line.split()] for line in lines]
    if library == "pyfim":
        try:
            import fim
        except ImportError as e:
            say(missing="pyfim", reason=str(e))
            sys.exit(0)
        say(ready="pyfim fpgrowth")

        def work():
            return fim.fpgrowth(baskets, target="s", supp=-minimum, report="a")
    else:
        mlxtend, patterns, preprocessing, pandas = load(
            "mlxtend", "mlxtend.frequent_patterns", "mlxtend.preprocessing", "pandas")
        encoder = preprocessing.TransactionEncoder()
        table = encoder.fit(baskets).transform(baskets)
        frame = pandas.DataFrame(table, columns=encoder.columns_)
        say(ready="mlxtend fpgrowth " + mlxtend.__version__)

        def work():
            return patterns.fpgrowth(frame, min_support=minimum / len(baskets))
    for _ in sys.stdin:
        start = time.perf_counter()
        found = work()
        say(seconds=[time.perf_counter() - start], found=len(found))


def k_means(path, columns, k, rounds):
    numpy, sklearn, cluster = load("numpy", "sklearn", "sklearn.cluster")
    import warnings
    warnings.simplefilter("ignore")
    rows = numpy.fromfile(path, dtype="<f8").reshape(-1, int(columns))
    say(ready="scikit-learn " + sklearn.__version__)
    for _ in sys.stdin:
        model = cluster.KMeans(int(k), init=rows[:int(k)], n_init=1, max_iter=int(rounds), tol=0)
        start = time.perf_counter()
        model.fit(rows)
        say(seconds=[time.perf_counter() - start], says="Sum of squares: %.3f" % model.inertia_)


def ward(path, columns):
    numpy, scipy, hierarchy = load("numpy", "scipy", "scipy.cluster.hierarchy")
    rows = numpy.fromfile(path, dtype="<f8").reshape(-1, int(columns))
    say(ready="scipy " + scipy.__version__)
    for _ in sys.stdin:
        start = time.perf_counter()
        merges = hierarchy.linkage(rows, "ward")
        say(seconds=[time.perf_counter() - start], says="Last merge: %.6f" % merges[-1, 2])


def text(train, labels, texts, weights, scores):
    """Character TF-IDF and a linear model, fitted once; each round scores the texts from their strings on."""
    numpy, sklearn, feature, svm = load("numpy", "sklearn", "sklearn.feature_extraction.text", "sklearn.svm")

    def lines(path):
        with open(path, encoding="utf-8", newline="\n") as file:
            return file.read().split("\n")[:-1]

    vectoriser = feature.TfidfVectorizer(
        analyzer="char", ngram_range=(2, 4), min_df=5, sublinear_tf=True, lowercase=False)
    model = svm.LinearSVC().fit(vectoriser.fit_transform(lines(train)), [int(label) for label in lines(labels)])
    numpy.append(model.coef_[0], model.intercept_).astype("<f4").tofile(weights)
    texts = lines(texts)
    say(ready="scikit-learn " + sklearn.__version__)
    for number, _ in enumerate(sys.stdin):
        start = time.perf_counter()
        answer = model.decision_function(vectoriser.transform(texts))
        seconds = time.perf_counter() - start
        if number == 0:
            answer.astype("<f4").tofile(scores)
        say(seconds=[seconds])


try:
    {"text": text, "itemsets": itemsets, "k-means": k_means, "ward": ward,
     "front-end": front_end, "inference": inference, "quantise": quantise, "decode": decode}[sys.argv[1]](*sys.argv[2:])
except Exception as e:
    say(failed=type(e).__name__ + ": " + str(e))
