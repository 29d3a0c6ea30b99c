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
            return patterns.fpgrowth(frame, min_support=(minimum - 0.5) / len(baskets))
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


def hierarchical(path, columns, method):
    numpy, scipy, hierarchy = load("numpy", "scipy", "scipy.cluster.hierarchy")
    rows = numpy.fromfile(path, dtype="<f8").reshape(-1, int(columns))
    say(ready="scipy " + scipy.__version__)
    for _ in sys.stdin:
        start = time.perf_counter()
        merges = hierarchy.linkage(rows, method)
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


def aasist(sound):
    """AASIST (Jung et al., ICASSP 2022) in its published size, weights at random: how fast it is does not depend on them."""
    numpy, torch = load("numpy", "torch")
    torch.manual_seed(1)
    torch.set_num_threads(1)
    nn, F = torch.nn, torch.nn.functional

    class Attention(nn.Module):
        """Graph attention among nodes of one kind."""

        def __init__(self, width, out, temperature):
            super().__init__()
            self.map, self.weigh = nn.Linear(width, out), nn.Linear(out, 1, bias=False)
            self.near, self.own = nn.Linear(width, out), nn.Linear(width, out)
            self.norm, self.temperature = nn.BatchNorm1d(out), temperature

        def forward(self, x):
            shares = self.weigh(torch.tanh(self.map(x[:, :, None] * x[:, None])))[..., 0] / self.temperature
            y = self.near(shares.softmax(-1) @ x) + self.own(x)
            return F.selu(self.norm(y.transpose(1, 2)).transpose(1, 2))

    class Mixed(nn.Module):
        """Attention among nodes of two kinds, and one node that hears all of them."""

        def __init__(self, width, out, temperature):
            super().__init__()
            self.first, self.second = nn.Linear(width, width), nn.Linear(width, width)
            self.map, self.map_all = nn.Linear(width, out), nn.Linear(width, out)
            self.weigh = nn.ModuleList(nn.Linear(out, 1, bias=False) for _ in range(4))
            self.near, self.own = nn.Linear(width, out), nn.Linear(width, out)
            self.near_all, self.own_all = nn.Linear(width, out), nn.Linear(width, out)
            self.norm, self.temperature = nn.BatchNorm1d(out), temperature

        def forward(self, a, b, master):
            n = a.shape[1]
            x = torch.cat([self.first(a), self.second(b)], 1)
            pairs = torch.tanh(self.map(x[:, :, None] * x[:, None]))
            within, other, across = (each(pairs)[..., 0] for each in self.weigh[:3])
            shares = across.clone()
            shares[:, :n, :n], shares[:, n:, n:] = within[:, :n, :n], other[:, n:, n:]
            shares = (shares / self.temperature).softmax(-1)
            heard = (self.weigh[3](torch.tanh(self.map_all(x * master)))[..., 0] / self.temperature).softmax(-1)
            master = self.near_all(heard[:, None] @ x) + self.own_all(master)
            y = self.near(shares @ x) + self.own(x)
            y = F.selu(self.norm(y.transpose(1, 2)).transpose(1, 2))
            return y[:, :n], y[:, n:], master

    class Pool(nn.Module):
        """Keeps a share of the nodes."""

        def __init__(self, share, width):
            super().__init__()
            self.share, self.score = share, nn.Linear(width, 1)

        def forward(self, x):
            score = torch.sigmoid(self.score(x))
            kept = score.topk(max(1, int(x.shape[1] * self.share)), 1).indices
            return (x * score).gather(1, kept.expand(-1, -1, x.shape[2]))

    class Block(nn.Module):
        def __init__(self, width, out, first):
            super().__init__()
            self.before = None if first else nn.BatchNorm2d(width)
            self.one, self.norm = nn.Conv2d(width, out, (2, 3), padding=(1, 1)), nn.BatchNorm2d(out)
            self.two = nn.Conv2d(out, out, (2, 3), padding=(0, 1))
            self.past = nn.Conv2d(width, out, (1, 3), padding=(0, 1)) if width != out else nn.Identity()

        def forward(self, x):
            y = x if self.before is None else F.selu(self.before(x))
            return F.max_pool2d(self.two(F.selu(self.norm(self.one(y)))) + self.past(x), (1, 3))

    class Aasist(nn.Module):
        def __init__(self):
            super().__init__()
            self.front, self.norm = nn.Conv1d(1, 70, 129, bias=False).requires_grad_(False), nn.BatchNorm2d(1)
            widths = [1, 32, 32, 64, 64, 64, 64]
            self.blocks = nn.Sequential(*(Block(a, b, a == 1) for a, b in zip(widths, widths[1:])))
            self.place = nn.Parameter(torch.randn(1, 23, 64))
            self.bands, self.times = Attention(64, 64, 2.0), Attention(64, 64, 2.0)
            self.few_bands, self.few_times = Pool(0.5, 64), Pool(0.7, 64)
            self.masters = nn.ParameterList(torch.randn(1, 1, 64) for _ in range(2))
            self.mixed = nn.ModuleList(Mixed(64, 32, 100.0) for _ in range(2))
            self.again = nn.ModuleList(Mixed(32, 32, 100.0) for _ in range(2))
            self.pools = nn.ModuleList(Pool(0.5, 32) for _ in range(4))
            self.out = nn.Linear(160, 2)

        def branch(self, k, t, s):
            t, s, master = self.mixed[k](t, s, self.masters[k])
            s, t = self.pools[2 * k](s), self.pools[2 * k + 1](t)
            dt, ds, more = self.again[k](t, s, master)
            return t + dt, s + ds, master + more

        def forward(self, x):
            x = F.max_pool2d(self.front(x[:, None]).abs()[:, None], (3, 3))
            x = self.blocks(F.selu(self.norm(x))).abs()
            s = self.few_bands(self.bands(x.amax(3).transpose(1, 2) + self.place))
            t = self.few_times(self.times(x.amax(2).transpose(1, 2)))
            one, two = self.branch(0, t, s), self.branch(1, t, s)
            t, s, master = (torch.maximum(a, b) for a, b in zip(one, two))
            return self.out(torch.cat([t.abs().amax(1), t.mean(1), s.abs().amax(1), s.mean(1), master[:, 0]], 1))

    network = Aasist().eval()
    window = 64600
    y = torch.from_numpy(numpy.fromfile(sound, dtype="<f4"))
    windows = y[: len(y) // window * window].reshape(-1, window)
    say(ready="AASIST on PyTorch " + torch.__version__)
    with torch.inference_mode():
        for _ in sys.stdin:
            start = time.perf_counter()
            for each in windows:
                network(each[None])
            say(seconds=[time.perf_counter() - start], windows=len(windows),
                parameters=sum(p.numel() for p in network.parameters() if p.requires_grad))


try:
    {"text": text, "itemsets": itemsets, "k-means": k_means, "hierarchical": hierarchical,
     "aasist": aasist, "front-end": front_end, "inference": inference, "quantise": quantise,
     "decode": decode}[sys.argv[1]](*sys.argv[2:])
except Exception as e:
    say(failed=type(e).__name__ + ": " + str(e))
