"""Makes GraphFuzzTestInputs: small files that a reader of models must survive.

Each breaks one rule of the format, or keeps it in an unusual way. Made with onnx 1.23:

    python make_fuzz_inputs.py
"""
import pathlib

from onnx import AttributeProto, TensorProto, helper

OUT = pathlib.Path(__file__).parent / "GraphFuzzTestInputs" / "readsOrRefuses"
FLOAT = TensorProto.FLOAT


def value(name, dims=(2,)):
    return helper.make_tensor_value_info(name, FLOAT, dims)


def model(nodes, constants=(), inputs=("x",), outputs=("y",), opset=17, domain=""):
    graph = helper.make_graph(
        nodes, "g", [value(n) for n in inputs], [value(n) for n in outputs], list(constants))
    return helper.make_model(graph, opset_imports=[helper.make_opsetid(domain, opset)], ir_version=8)


def node(op, inputs, outputs, **settings):
    return helper.make_node(op, inputs, outputs, **settings)


def tensor(name, kind=FLOAT, dims=(2,), raw=b"\0" * 8):
    made = TensorProto(name=name, data_type=kind, raw_data=raw)
    made.dims.extend(dims)
    return made


def nested(depth):
    """An If inside an If, so many deep."""
    leaf = [node("Identity", ["x"], ["y"])]
    inner = leaf
    for _ in range(depth):
        yes = helper.make_graph(inner, "b", [], [value("y")])
        no = helper.make_graph(leaf, "b", [], [value("y")])
        inner = [node("If", ["c"], ["y"], then_branch=yes, else_branch=no)]
    return inner


def files():
    relu = node("Relu", ["x"], ["y"])
    whole = model([relu])
    add = node("Add", ["x", "w"], ["y"])
    outside = tensor("w")
    outside.data_location = TensorProto.EXTERNAL
    outside.external_data.add(key="location", value="/etc/passwd")
    yield "empty", b""
    yield "zeros", b"\0" * 64
    yield "text", b"not a model at all"
    yield "whole", whole.SerializeToString()
    for part in (1, 7, 20, 40):
        yield f"cut-{part}", whole.SerializeToString()[:-part]
    yield "twice", whole.SerializeToString() * 2
    yield "no-output", model([relu], outputs=()).SerializeToString()
    yield "operator-without-output", model([relu, node("Relu", ["x"], [])]).SerializeToString()
    yield "constant-without-output", model([relu, node("Constant", [], [], value_int=1)]).SerializeToString()
    yield "output-that-nobody-makes", model([node("Relu", ["x"], ["z"])]).SerializeToString()
    yield "input-that-nobody-makes", model([node("Add", ["x", "w"], ["y"])]).SerializeToString()
    yield "made-twice", model([relu, relu]).SerializeToString()
    yield "takes-itself", model([node("Add", ["x", "y"], ["y"])]).SerializeToString()
    yield "circle", model([node("Add", ["x", "b"], ["a"]), node("Add", ["x", "a"], ["b"]), relu]).SerializeToString()
    yield "outside", model([add], [outside]).SerializeToString()
    yield "too-few-values", model([add], [tensor("w", raw=b"\0" * 4)]).SerializeToString()
    yield "half-a-value", model([add], [tensor("w", dims=(1,), raw=b"\0" * 5)]).SerializeToString()
    yield "negative-size", model([add], [tensor("w", dims=(-2,))]).SerializeToString()
    yield "huge-size", model([add], [tensor("w", dims=(1 << 62,))]).SerializeToString()
    yield "overflowing-size", model([add], [tensor("w", dims=(1 << 32, 1 << 32))]).SerializeToString()
    yield "overflowing-bytes", model([add], [tensor("w", TensorProto.INT64, (1 << 61,), b"")]).SerializeToString()
    yield "no-values", model([add], [tensor("w", dims=(0,), raw=b"")]).SerializeToString()
    yield "unknown-type", model([add], [tensor("w", 99)]).SerializeToString()
    yield "texts", model([add], [tensor("w", TensorProto.STRING)]).SerializeToString()
    yield "same-constant-twice", model([add], [tensor("w"), tensor("w")]).SerializeToString()
    yield "constant-and-operator", model([relu, node("Neg", ["x"], ["w"])], [tensor("w")]).SerializeToString()
    yield "constant-and-input", model([add], [tensor("w")], ("x", "w")).SerializeToString()
    yield "unknown-operator", model([node("Rlue", ["x"], ["y"])]).SerializeToString()
    yield "other-domain", model([node("Relu", ["x"], ["y"], domain="com.example")]).SerializeToString()
    yield "old-operator-set", model([relu], opset=1).SerializeToString()
    yield "future-operator-set", model([relu], opset=1 << 40).SerializeToString()
    yield "negative-operator-set", model([relu], opset=-1).SerializeToString()
    yield "deep", model(nested(12), inputs=("x", "c")).SerializeToString()
    yield "too-deep", model(nested(20), inputs=("x", "c")).SerializeToString()
    yield "perm-beyond-rank", model([node("Transpose", ["x"], ["y"], perm=[0, 9])]).SerializeToString()
    yield "axis-overflow", model([node("Concat", ["x"], ["y"], axis=-(1 << 63))]).SerializeToString()
    yield "no-stride", model(
        [node("MaxPool", ["x"], ["y"], kernel_shape=[1], strides=[0])]).SerializeToString()
    yield "endless-unsqueeze", model([node("Unsqueeze", ["x", "n"], ["y"])],
        [tensor("n", TensorProto.INT64, (1,), b"\xff" * 7 + b"\x7f")]).SerializeToString()
    yield "setting-without-value", model([attributed()]).SerializeToString()


def attributed():
    made = node("Constant", [], ["y"])
    made.attribute.add(name="value", type=AttributeProto.TENSOR)
    return made


for name, content in files():
    (OUT / name).write_bytes(content)
