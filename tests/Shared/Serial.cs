// TorchSharp hands a number to libtorch by an object that may be finalised during the call, if another thread collects garbage
// in it: "Unknown scalar type". One test at a time does not meet that; test programs still run beside one another.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
