#include "command/command.hpp"

int main(int argc, char** argv) {
  return leontide::command::run_command(argc, argv);
}
