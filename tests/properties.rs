//! What has to hold for any facts, tried on small made-up regimes and on the shipped data.

#[path = "properties/algebra.rs"]
mod algebra;
#[path = "properties/graph.rs"]
mod graph;
#[path = "properties/network.rs"]
mod network;
#[path = "properties/reasoning.rs"]
mod reasoning;
#[path = "properties/shipped.rs"]
mod shipped;
#[path = "properties/world.rs"]
mod world;
